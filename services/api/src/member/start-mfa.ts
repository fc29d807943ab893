import { randomBytes } from 'node:crypto'
import type { MerchantRequest } from '../app/context.ts'
import { toBase32 } from '../platform/crypto/one-time-code.ts'
import { encryptMfaSecret } from './mfa-secret.ts'
import { reauthenticate } from './reauthenticate.ts'
import type { Credentials } from './authenticate.ts'

/**
 * A fresh secret for the member's authenticator: in base32, as an otpauth URI (Google's key URI format, for a QR code),
 * and sealed as the ticket for confirmMfa. Nothing is kept before that.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID
 */
export async function startMfa(
  request: MerchantRequest,
  given: Omit<Credentials, 'email'>,
): Promise<{ secret: string; uri: string; ticket: string }> {
  const member = await reauthenticate(request, given)
  // 160 bits, as RFC 4226 (R6) recommends.
  const bytes = randomBytes(20)
  const secret = toBase32(bytes)
  const label = encodeURIComponent(`Triclic:${member.email}`)
  return {
    secret,
    uri: `otpauth://totp/${label}?secret=${secret}&issuer=Triclic`,
    ticket: encryptMfaSecret(request.app.env.bankKey, member.id, bytes).toString('base64url'),
  }
}
