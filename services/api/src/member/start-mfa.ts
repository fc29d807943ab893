import { randomBytes } from 'node:crypto'
import type { MerchantRequest } from '../app/context.ts'
import { toBase32 } from '../platform/crypto/one-time-code.ts'
import { encryptMfaSecret } from './mfa-secret.ts'
import { reauthenticate } from './reauthenticate.ts'
import { requireOwnSecondFactor } from './require-own-second-factor.ts'
import type { Credentials } from './authenticate.ts'

/**
 * Creates a secret for the member's authenticator and returns it in base32, as an otpauth URI for a QR code (Google's key URI
 * format), and encrypted as the ticket for confirmMfa. Stores no secret.
 * The session counts as recently authenticated, which confirmMfa requires.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID, SIGN_IN_WITH_PASSKEY
 */
export async function startMfa(
  request: MerchantRequest,
  credentials: Omit<Credentials, 'email'>,
): Promise<{ secret: string; uri: string; ticket: string }> {
  const { member } = await reauthenticate(request, credentials)
  requireOwnSecondFactor(request, member)
  // 160 bits, as RFC 4226 (R6) recommends.
  const bytes = randomBytes(20)
  const secret = toBase32(bytes)
  const label = encodeURIComponent(`Triclic:${member.email}`)
  return {
    secret,
    uri: `otpauth://totp/${label}?secret=${secret}&issuer=Triclic`,
    ticket: encryptMfaSecret(request.app.env.bankKeys, member.id, bytes).toString('base64url'),
  }
}
