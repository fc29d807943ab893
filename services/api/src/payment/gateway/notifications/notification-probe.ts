import { randomBytes } from 'node:crypto'
import type { Api } from '../../../app/context.ts'
import { findSigningKey } from '../../../platform/crypto/keys.ts'
import { hmacOf } from '../../../platform/crypto/sign.ts'
import type { BankProtocolName } from '../bank-protocol.ts'

/** The field of the request by which the notification route recognises a probe, and the header of its answer. */
export const PROBE_NAME = 'x-triclic-probe'

const VALID_MS = 60_000

interface ProbeTarget {
  shopId: string
  protocol: BankProtocolName
}

/** A new signed probe of one notification URL, and the answer that proves that one of our API processes received it. */
export function createProbe({ env }: Api, { shopId, protocol }: ProbeTarget) {
  const nonce = `${Date.now() + VALID_MS}.${randomBytes(16).toString('base64url')}`
  const [key] = env.orderTokenKeys
  const signature = signatureOf(key, { shopId, protocol }, nonce)
  const probe = `${nonce}.${signature}`
  return { probe, answer: answerTo(key, probe) }
}

/** The answer to a probe in the body of a notification; null if there is none, or if it is forged, expired or for another URL. */
export function answerProbe({ env }: Api, { shopId, protocol }: ProbeTarget, body: Buffer): string | null {
  const probe = new URLSearchParams(body.toString('utf8')).get(PROBE_NAME)
  if (!probe) return null
  const [expiresAt = '', random = '', signature = ''] = probe.split('.')
  const key = findSigningKey(env.orderTokenKeys, signature, (candidate) =>
    signatureOf(candidate, { shopId, protocol }, `${expiresAt}.${random}`),
  )
  return key && Number(expiresAt) >= Date.now() ? answerTo(key, probe) : null
}

const signatureOf = (key: Buffer, { shopId, protocol }: ProbeTarget, nonce: string): string =>
  hmacOf(key, 'notification-probe', shopId, protocol, nonce)

const answerTo = (key: Buffer, probe: string): string => hmacOf(key, 'notification-probe-answer', probe)
