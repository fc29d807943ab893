import { hmacOf, isEqualText } from '../../platform/crypto/sign.ts'
import { deriveKey } from '../derive-key.ts'

/** How long a form can be filled in, in seconds. */
const MAX_AGE = 4 * 3600

const signatureOf = (apiKey: Buffer, issuedAt: string): string =>
  hmacOf(deriveKey(apiKey, 'sign-up form'), issuedAt)

/** Tells how long ago a form was shown, so that programs that send it at once are noticed. `at`: epoch milliseconds. */
export const issueFormToken = (apiKey: Buffer, at = Date.now()): string =>
  `${at}.${signatureOf(apiKey, String(at))}`

/** The seconds since the form was shown; null if the token is forged or older than four hours. */
export function ageOfForm(apiKey: Buffer, token: string): number | null {
  const [issuedAt = '', signature = ''] = token.split('.')
  if (!/^\d{13}$/.test(issuedAt) || !isEqualText(signature, signatureOf(apiKey, issuedAt))) return null
  const seconds = (Date.now() - Number(issuedAt)) / 1000
  return seconds >= 0 && seconds <= MAX_AGE ? seconds : null
}
