import type { MerchantContext, MerchantRequest, Role } from '../app/context.ts'
import { Failure } from './errors.ts'

const RANK: Record<Role, number> = { VIEWER: 0, CERTIFIER: 1, MANAGER: 2, OWNER: 3 }

/** The signed-in member, whatever the shop; else UNAUTHENTICATED. */
export function demandMember(request: MerchantRequest): NonNullable<MerchantRequest['member']> {
  if (!request.member) throw new Failure('UNAUTHENTICATED', 'Sign in first.')
  return request.member
}

/** The member in its shop, with at least this role; else UNAUTHENTICATED or FORBIDDEN. */
export function demandSeat(request: MerchantRequest, atLeast: Role): MerchantContext {
  const member = demandMember(request)
  if (!request.seat || RANK[request.seat.role] < RANK[atLeast])
    throw new Failure('FORBIDDEN', 'This is not allowed to you in this shop.')
  const { app, language, address, seat } = request
  return { app, language, address, member, shop: seat.shop, role: seat.role }
}
