import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { changeAccount } from './change-account.ts'
import { describeDevice } from './describe-device.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { issueDeviceToken } from './known-device.ts'
import { createSession } from './session.ts'
import { authenticate, type Credentials } from './authenticate.ts'

/**
 * Creates a session for a member who gives the right credentials.
 *
 * @throws OperationError INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; RequestError RATE_LIMITED
 */
export async function signIn(
  request: MerchantRequest,
  input: Credentials,
): Promise<{ token: string; deviceToken: string; member: MemberType }> {
  const check = await authenticate(request, input)
  const member = (await findMember(request, check.memberId)) ?? reject('INVALID_CREDENTIALS')
  const token = await changeAccount(request, member, 'signIn', (em) =>
    createSession(em, check, describeDevice(request.userAgent)),
  )
  return { token, deviceToken: issueDeviceToken(request.app.env.bankKey, member.id), member }
}
