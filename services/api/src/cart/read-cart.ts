import type { BuyerContext } from '../app/context.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import {
  cartKeys,
  EXCERPT_LUA,
  readExcerpt,
  type CartExcerpt,
  type StoredCart,
  type StoredLine,
} from './stored-cart.ts'

/**
 * Reads the visitor's cart and renews its expiry in one round trip; null when nothing was ever added.
 * @throws SERVICE_UNAVAILABLE
 */
export async function readCart(ctx: BuyerContext): Promise<StoredCart | null> {
  const read = await readCartExcerpt(ctx, { prices: '', withLines: true })
  if (!read) return null
  const { version, code, withheldDiscounts, lines } = read
  return { version, code, withheldDiscounts, lines: lines ?? [] }
}

/**
 * Like readCart, but reads the lines only if they are asked for, or if the stored totals are not at `prices`.
 * @throws SERVICE_UNAVAILABLE
 */
export async function readCartExcerpt(
  ctx: BuyerContext,
  { prices, withLines }: { prices: string; withLines: boolean },
): Promise<CartExcerpt | null> {
  const { cart } = cartKeys(ctx.shop.id, ctx.visitor.key)
  return readExcerpt(await readFields(ctx.app.redis, [cart], [prices, withLines ? 1 : 0]), prices)
}

const readFields = defineScript<string[]>(`
local cart, prices, with_lines = KEYS[1], ARGV[1], ARGV[2] == '1'
${EXCERPT_LUA}
return excerpt()
`)

/**
 * The lines of another visitor's cart, whose expiry stays as it is.
 * @throws SERVICE_UNAVAILABLE
 */
export async function readLinesOf(ctx: BuyerContext, visitorKey: string): Promise<StoredLine[]> {
  const { cart } = cartKeys(ctx.shop.id, visitorKey)
  return readExcerpt(await readAllFields(ctx.app.redis, [cart], []), '')?.lines ?? []
}

const readAllFields = defineScript<string[]>(`return redis.call('HGETALL', KEYS[1])`)
