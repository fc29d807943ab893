import type { MerchantRequest } from '../context.ts'
import { Failure } from '../errors.ts'

/** The signed-in member, whatever the shop; else UNAUTHENTICATED. */
export function demandMember(request: MerchantRequest): NonNullable<MerchantRequest['member']> {
  if (!request.member) throw new Failure('UNAUTHENTICATED', 'Sign in first.')
  return request.member
}
