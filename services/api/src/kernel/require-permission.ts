import type { MerchantContext, MerchantRequest, Role } from '../app/context.ts'
import { RequestError } from './errors.ts'

const RANK: Record<Role, number> = { VIEWER: 0, CERTIFIER: 1, MANAGER: 2, OWNER: 3 }

/** The signed-in member, whatever the shop; else UNAUTHENTICATED. */
export function requireMember(request: MerchantRequest): NonNullable<MerchantRequest['member']> {
  if (!request.member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  return request.member
}

/** The member in its shop, with at least this role; else UNAUTHENTICATED or FORBIDDEN. */
export function requirePermission(request: MerchantRequest, atLeast: Role): MerchantContext {
  const member = requireMember(request)
  if (!request.membership || RANK[request.membership.role] < RANK[atLeast])
    throw new RequestError('FORBIDDEN', 'This is not allowed to you in this shop.')
  const { app, language, address, membership } = request
  return { app, language, address, member, shop: membership.shop, role: membership.role }
}
