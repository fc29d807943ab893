import type { MerchantRequest } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { auditInAllShops } from './audit-in-all-shops.ts'
import { findMember } from './find-member.ts'
import type { MemberType } from './member.type.ts'
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
): Promise<{ token: string; member: MemberType }> {
  const id = await authenticate(request, input)
  const member = (await findMember(request, id)) ?? reject('INVALID_CREDENTIALS')
  await auditInAllShops(request, member, 'signIn')
  return { token: await createSession(request.app.orm.em.fork(), member.id), member }
}
