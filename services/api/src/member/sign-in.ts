import type { MerchantRequest } from '../context.ts'
import { refuse } from '../errors.ts'
import { auditInEachShop } from './audit-in-each-shop.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
import { openSession } from './open-session.ts'
import { proveIdentity, type Credentials } from './prove-identity.ts'

/**
 * Opens a session for e-mail, password and, for members who have set one up, a one-time code.
 * @throws Refused INVALID_CREDENTIALS, OTP_REQUIRED, OTP_INVALID; Failure RATE_LIMITED
 */
export async function signIn(
  request: MerchantRequest,
  input: Credentials,
): Promise<{ token: string; member: MemberType }> {
  const id = await proveIdentity(request, input)
  const member = (await findMember(request.app, id)) ?? refuse('INVALID_CREDENTIALS')
  await auditInEachShop(request, member, 'signIn')
  return { token: await openSession(request.app.orm.em.fork(), member.id), member }
}
