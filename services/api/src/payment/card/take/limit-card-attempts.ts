import type { BuyerContext } from '../../../app/context.ts'
import { RequestError } from '../../../kernel/errors.ts'
import { networkOf } from '@triclic/listener'
import { defineScript } from '../../../platform/redis/redis-script.ts'
import { ATTEMPTS_PER_ORDER } from '../../attempts-per-order.ts'

/** Card attempts in the same period as those of an order, whether the card was accepted or not. */
const MAX_ATTEMPTS = { order: ATTEMPTS_PER_ORDER.max, visitor: 60, address: 300 }

/** Counts one attempt under each key. Returns the seconds to wait, 0 while every count is within its limit. */
const countAttempt = defineScript<number>(`
  local wait = 0
  for i, key in ipairs(KEYS) do
    local count = redis.call('incr', key)
    if count == 1 then redis.call('expire', key, ARGV[1]) end
    if count > tonumber(ARGV[i + 1]) then wait = math.max(wait, redis.call('ttl', key), 1) end
  end
  return wait`)

/**
 * Counts a card attempt for the order (if found), the visitor and the client address, across all replicas.
 * @throws RATE_LIMITED above a limit; SERVICE_UNAVAILABLE when Redis is down, since no card can be taken without it.
 */
export async function limitCardAttempts(ctx: BuyerContext, orderId: string | null): Promise<void> {
  const limits: [key: string, max: number][] = [[`visitor:${ctx.visitor.key}`, MAX_ATTEMPTS.visitor]]
  if (orderId) limits.push([`order:${orderId}`, MAX_ATTEMPTS.order])
  if (!ctx.app.limiter.isShared(ctx.address))
    limits.push([`address:${networkOf(ctx.address)}`, MAX_ATTEMPTS.address])
  const wait = await countAttempt(
    ctx.app.redis,
    limits.map(([key]) => `card-attempts:{${ctx.shop.id}}:${key}`),
    [ATTEMPTS_PER_ORDER.windowSeconds, ...limits.map(([, max]) => max)],
  )
  if (wait > 0)
    throw new RequestError('RATE_LIMITED', 'Too many card attempts. Wait before you try again.', {
      retryAfter: wait,
    })
}
