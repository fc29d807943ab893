import { createHmac, randomBytes } from 'node:crypto'
import { decryptWithAny, encryptWithFirst, type Keys } from '../platform/crypto/keys.ts'

/** As the Standard Webhooks specification 1.0 wants it: 24 to 64 bytes. */
const SECRET_BYTES = 32
const PREFIX = 'whsec_'

/** A new secret, in the form in which receivers enter it. */
export const newWebhookSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64')

/** What the encrypted secret of an endpoint is bound to. */
export const boundToWebhook = (shopId: string, endpointId: string) =>
  Buffer.from(JSON.stringify(['webhook', shopId, endpointId]))

/** Encrypts the secret of an endpoint, bound to this endpoint. */
export const sealWebhookSecret = (keys: Keys, shopId: string, endpointId: string, secret: string): Buffer =>
  encryptWithFirst(keys, secret, boundToWebhook(shopId, endpointId))

/** @throws if the value was not encrypted for this endpoint with one of these keys */
export const openWebhookSecret = (keys: Keys, shopId: string, endpointId: string, sealed: Buffer): string =>
  decryptWithAny(keys, sealed, boundToWebhook(shopId, endpointId))

/** The headers that let a receiver verify a message: https://www.standardwebhooks.com. One signature for each secret that is valid. */
export function signWebhook(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
