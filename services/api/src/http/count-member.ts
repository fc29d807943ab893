import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'

/**
 * Counts one request, or root field, of a member, or of an API key by a limit of its own: its flood uses nothing up that a member needs.
 * @throws UNAUTHENTICATED; RATE_LIMITED beyond the limit
 */
export function countMember(request: MerchantRequest): Promise<void> {
  const { id } = requireMember(request)
  return request.app.limiter.count(request.isApiKey ? 'apiKey' : 'member', id)
}
