import { randomBytes } from 'node:crypto'
import type { Api } from '../../../app/context.ts'
import { hmacOf, isEqualText } from '../../../platform/crypto/sign.ts'
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
  const signature = hmacOf(env.orderTokenKey, 'notification-probe', shopId, protocol, nonce)
  const probe = `${nonce}.${signature}`
  return { probe, answer: answerTo(env.orderTokenKey, probe) }
}

/** The answer to a probe in the body of a notification; null if there is none, or if it is forged, expired or for another URL. */
export function answerProbe({ env }: Api, { shopId, protocol }: ProbeTarget, body: Buffer): string | null {
  const probe = new URLSearchParams(body.toString('utf8')).get(PROBE_NAME)
  if (!probe) return null
  const [expiresAt = '', random = '', signature = ''] = probe.split('.')
  const expected = hmacOf(env.orderTokenKey, 'notification-probe', shopId, protocol, `${expiresAt}.${random}`)
  if (!isEqualText(signature, expected) || Number(expiresAt) < Date.now()) return null
  return answerTo(env.orderTokenKey, probe)
}

const answerTo = (key: Buffer, probe: string): string => hmacOf(key, 'notification-probe-answer', probe)
