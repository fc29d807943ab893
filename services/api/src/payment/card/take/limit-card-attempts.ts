import type { BuyerContext } from '../../../app/context.ts'
import { RequestError } from '../../../kernel/errors.ts'
import { defineScript } from '../../../platform/redis/redis-script.ts'

/** Card attempts in ten minutes, right and wrong ones alike. */
const MOST = { order: 30, visitor: 60, address: 300 }
const WINDOW_SECONDS = 600

/** Counts under each key, in one round trip; answers the seconds to wait, 0 within the limits. */
const countAttempts = defineScript<number>(`
  local wait = 0
  for i, key in ipairs(KEYS) do
    local count = redis.call('incr', key)
    if count == 1 then redis.call('expire', key, ARGV[1]) end
    if count > tonumber(ARGV[i + 1]) then wait = math.max(wait, redis.call('ttl', key), 1) end
  end
  return wait`)

/** This machine itself is no buyer: behind a proxy that isn't trusted yet all buyers would share it. */
const isThisMachine = (address: string): boolean => /^(::1$|127\.|::ffff:127\.)/.test(address)

/**
 * Counts a card attempt for the order (if it was found), the visitor and the address, over all replicas.
 * @throws RATE_LIMITED past a limit, SERVICE_UNAVAILABLE without Redis: without it no card can be taken anyway.
 */
export async function limitCardAttempts(ctx: BuyerContext, orderId: string | null): Promise<void> {
  const counted: [key: string, most: number][] = [[`visitor:${ctx.visitor.key}`, MOST.visitor]]
  if (orderId) counted.push([`order:${orderId}`, MOST.order])
  if (!isThisMachine(ctx.address)) counted.push([`address:${ctx.address}`, MOST.address])
  const wait = await countAttempts(
    ctx.app.redis,
    counted.map(([key]) => `card-attempts:{${ctx.shop.id}}:${key}`),
    [WINDOW_SECONDS, ...counted.map(([, most]) => most)],
  )
  if (wait > 0)
    throw new RequestError('RATE_LIMITED', 'Too many cards were tried; wait before trying again.', {
      retryAfter: wait,
    })
}
