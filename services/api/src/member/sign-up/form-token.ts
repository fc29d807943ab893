import { isSignedByAny, type Keys } from '../../platform/crypto/keys.ts'
import { hmacOf } from '../../platform/crypto/sign.ts'
import { deriveKey } from '../derive-key.ts'

/** How long a form can be filled in, in seconds. */
const MAX_AGE = 4 * 3600

const signatureOf = (apiKey: Buffer, issuedAt: string): string =>
  hmacOf(deriveKey(apiKey, 'sign-up form'), issuedAt)

/** Tells how long ago a form was shown, so that programs that send it at once are noticed. `at`: epoch milliseconds. */
export const issueFormToken = ([first]: Keys, at = Date.now()): string =>
  `${at}.${signatureOf(first, String(at))}`

/** The seconds since the form was shown; null if the token is forged or older than four hours. */
export function ageOfForm(apiKeys: Keys, token: string): number | null {
  const [issuedAt = '', signature = ''] = token.split('.')
  const isOurs = () => isSignedByAny(apiKeys, signature, (key) => signatureOf(key, issuedAt))
  if (!/^\d{13}$/.test(issuedAt) || !isOurs()) return null
  const seconds = (Date.now() - Number(issuedAt)) / 1000
  return seconds >= 0 && seconds <= MAX_AGE ? seconds : null
}
