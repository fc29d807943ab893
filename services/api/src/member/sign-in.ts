import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { auditInAllShops } from './audit-in-all-shops.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { createSession } from './create-session.ts'
import { authenticate, type Credentials } from './authenticate.ts'

/**
 * Opens a session for e-mail, password and, for members who have set one up, a one-time code.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; Failure RATE_LIMITED
 */
export async function signIn(
  request: MerchantRequest,
  input: Credentials,
): Promise<{ token: string; member: MemberType }> {
  const id = await authenticate(request, input)
  const member = (await findMember(request.app, id)) ?? reject('INVALID_CREDENTIALS')
  await auditInAllShops(request, member, 'signIn')
  return { token: await createSession(request.app.orm.em.fork(), member.id), member }
}
