import type { MerchantRequest } from '../app/context.ts'
import { RequestError } from './errors.ts'

/** The signed-in member, regardless of the shop. @throws UNAUTHENTICATED */
export function requireMember(request: MerchantRequest): NonNullable<MerchantRequest['member']> {
  if (!request.member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  return request.member
}
