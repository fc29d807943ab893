import type { MerchantRequest } from '../app/context.ts'
import { RequestError, reject } from '../kernel/errors.ts'
import { findStepOfCode } from '../platform/crypto/one-time-code.ts'
import { auditInAllShops } from './audit-in-all-shops.ts'
import { requireMember } from '../kernel/require-member.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { decryptMfaSecret, encryptMfaSecret } from './mfa-secret.ts'
import { revokeOtherSessions } from './revoke-other-sessions.ts'
import { signInLimit } from './sign-in-limit.ts'

/**
 * Asks for a one-time code at sign-in from now on: the first code shows that the authenticator holds the secret of the
 * ticket. Sessions elsewhere end.
 * @throws Refused OTP_INVALID; Failure BAD_USER_INPUT for a ticket that is not this member's
 */
export async function confirmMfa(
  request: MerchantRequest,
  input: { ticket: string; otp: string },
): Promise<{ member: MemberType }> {
  const { id } = requireMember(request)
  const key = request.app.env.bankKey
  const secret = openTicket(key, id, input.ticket)
  signInLimit.take(request.address)
  const step = findStepOfCode(secret, input.otp, new Date())
  if (step === null) return reject('OTP_INVALID', 'otp')
  signInLimit.giveBack(request.address)
  await request.app.orm.em
    .fork()
    .execute("update member set mfa_secret = decode(?, 'hex'), mfa_step = ? where id = ?", [
      encryptMfaSecret(key, id, secret).toString('hex'),
      step,
      id,
    ])
  await revokeOtherSessions(request)
  const member = await findMember(request.app, id)
  if (!member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  await auditInAllShops(request, member, 'confirmMfa')
  return { member }
}

function openTicket(key: Buffer, memberId: string, ticket: string): Buffer {
  try {
    return decryptMfaSecret(key, memberId, Buffer.from(ticket, 'base64url'))
  } catch {
    throw new RequestError('BAD_USER_INPUT', 'ticket: not one that startMfa gave this member.')
  }
}
