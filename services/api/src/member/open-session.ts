import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { changeAccount } from './change-account.ts'
import { describeDevice } from './describe-device.ts'
import { findMember } from './find-member.ts'
import { issueDeviceToken } from './known-device.ts'
import type { MemberType } from './member.type.ts'
import type { PasswordCheck } from './password-check.ts'
import { createSession } from './session.ts'

export interface OpenedSession {
  token: string
  deviceToken: string
  member: MemberType
}

/** Uses up a check and opens a session for its member. @throws OperationError INVALID_CREDENTIALS if the member was deleted meanwhile */
export async function openSession(
  request: MerchantRequest,
  check: Pick<PasswordCheck, 'id' | 'memberId'>,
): Promise<OpenedSession> {
  const member = (await findMember(request, check.memberId)) ?? reject('INVALID_CREDENTIALS')
  const token = await changeAccount(request, member, 'signIn', (em) =>
    createSession(em, check, describeDevice(request.userAgent)),
  )
  return { token, deviceToken: issueDeviceToken(request.app.env.bankKeys, member.id), member }
}
