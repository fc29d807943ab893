import type { MerchantRequest } from '../app/context.ts'
import { RequestError, reject } from '../kernel/errors.ts'
import type { Keys } from '../platform/crypto/keys.ts'
import { findStepOfCode } from '../platform/crypto/one-time-code.ts'
import { changeAccount } from './change-account.ts'
import { requireMember } from '../kernel/require-member.ts'
import { findViewer } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { decryptMfaSecret, encryptMfaSecret } from './mfa-secret.ts'
import { renewRecoveryCodes } from './recovery-code.ts'
import { revokeOtherSessions } from './session.ts'
import { subjectsOfSession } from './attempt-subjects.ts'
import { countAttempt, forgiveAttempts } from './count-attempt.ts'

/**
 * Turns on two-factor authentication: the first code proves that the authenticator holds the secret in the ticket. Ends the
 * member's other sessions and returns ten recovery codes, which are shown this once.
 *
 * @throws OperationError OTP_INVALID; RequestError BAD_USER_INPUT if the ticket was not issued to this member, RATE_LIMITED
 */
export async function confirmMfa(
  request: MerchantRequest,
  input: { ticket: string; otp: string },
): Promise<{ member: MemberType; recoveryCodes: string[] }> {
  const session = requireMember(request)
  const { id } = session
  const keys = request.app.env.bankKeys
  const secret = decryptTicket(keys, id, input.ticket)
  const em = request.app.orm.em.fork()
  const subjects = subjectsOfSession(request, session.tokenHash)
  await countAttempt(em, subjects)
  const step = findStepOfCode(secret, input.otp, new Date())
  if (step === null) return reject('OTP_INVALID', 'otp')
  await forgiveAttempts(em, subjects)
  const member = await findViewer(request)
  const recoveryCodes = await changeAccount(request, member, 'confirmMfa', async (em) => {
    await em.execute("select set_mfa(decode(?, 'hex'), decode(?, 'hex'), ?)", [
      session.tokenHash,
      encryptMfaSecret(keys, id, secret).toString('hex'),
      step,
    ])
    await revokeOtherSessions(em, session)
    return renewRecoveryCodes(em, session)
  })
  return { member: { ...member, mfaEnabled: true }, recoveryCodes }
}

function decryptTicket(keys: Keys, memberId: string, ticket: string): Buffer {
  try {
    return decryptMfaSecret(keys, memberId, Buffer.from(ticket, 'base64url'))
  } catch {
    throw new RequestError('BAD_USER_INPUT', 'ticket: not issued to this member by startMfa.')
  }
}
