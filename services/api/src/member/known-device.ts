import { v7 } from 'uuid'
import { isSignedByAny, type Keys } from '../platform/crypto/keys.ts'
import { hmacOf } from '../platform/crypto/sign.ts'
import { deriveKey } from './derive-key.ts'

/** Days; the longest time for which browsers keep a cookie. */
const VALID_DAYS = 400

const signatureOf = (apiKey: Buffer, memberId: string, deviceId: string, issuedAt: string): string =>
  hmacOf(deriveKey(apiKey, 'known device'), memberId, deviceId, issuedAt)

/** A token that proves for 400 days that the member signed in on this device. It opens nothing by itself. */
export function issueDeviceToken([first]: Keys, memberId: string): string {
  const deviceId = v7()
  const issuedAt = String(Date.now())
  return [deviceId, issuedAt, signatureOf(first, memberId, deviceId, issuedAt)].join('.')
}

/** The id of the device if the token was issued to this member and is still valid; null for anything else. */
export function readDeviceToken(
  apiKeys: Keys,
  memberId: string,
  token: string | null | undefined,
): string | null {
  const [deviceId = '', issuedAt = '', signature = ''] = token?.split('.') ?? []
  if (!isSignedByAny(apiKeys, signature, (key) => signatureOf(key, memberId, deviceId, issuedAt))) return null
  return Date.now() - Number(issuedAt) < VALID_DAYS * 86_400_000 ? deviceId : null
}
