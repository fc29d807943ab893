import { randomBytes } from 'node:crypto'
import { MAX_AMOUNT } from '@triclic/money'
import type { BuyerContext } from '../app/context.ts'
import type { CatalogVariant } from '../catalog/catalog.ts'
import { RequestError, type UserErrorCode } from '../kernel/errors.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import { CART_LIMITS, cartKeys, EXCERPT_LUA, readExcerpt, type CartExcerpt } from './stored-cart.ts'

export interface LineChange {
  variantId: string
  quantity: number
  /** The variant as currently sold; null removes a line whose variant was withdrawn. */
  variant: CatalogVariant | null
}

export interface ChangedCart {
  /** Why the cart was left unchanged; null when the change was made. */
  problem: UserErrorCode | null
  /** The cart after the change; null when it is empty and has no version yet. */
  cart: CartExcerpt | null
}

interface Change {
  line?: LineChange
  /** The discount code to keep, in upper case. */
  code?: string
  /** Whether the lines are asked for, and not only the totals. */
  withLines: boolean
}

/**
 * Defines a cart operation from the Lua that makes the change. The script runs atomically in one Redis round trip.
 * Its code may call `line_quantity`, `put_line`, `remove_line`, `put_code` and `remove_code`, and returns `respond('OK')` or `respond(<error code>)`.
 * @throws RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export function defineCartChange(lua: string) {
  const run = defineScript<[result: string, retryAfter: number, excerpt: string[]]>(PRELUDE + lua)
  return async (ctx: BuyerContext, { line, code, withLines }: Change): Promise<ChangedCart> => {
    const keys = cartKeys(ctx.shop.id, ctx.visitor.key)
    const { prices } = await ctx.app.catalogs.of(ctx.shop)
    const newVersion = randomBytes(16).toString('base64url')
    const [result, retryAfter, excerpt] = await run(
      ctx.app.redis,
      [keys.cart, keys.changes],
      [
        newVersion,
        line?.variantId ?? '',
        line?.quantity ?? 0,
        line?.variant?.price.amount ?? 0,
        line?.variant?.availableQuantity ?? 0,
        line?.variant ? 1 : 0,
        prices,
        withLines ? 1 : 0,
        code ?? '',
      ],
    )
    if (result === 'RATE_LIMITED')
      throw new RequestError('RATE_LIMITED', 'Too many changes to this cart; wait a moment.', {
        retryAfter: Math.max(1, retryAfter),
      })
    return {
      problem: result === 'OK' ? null : (result as UserErrorCode),
      cart: readExcerpt(excerpt, prices),
    }
  }
}

// The layout of the hash is described in stored-cart.ts. Amounts are formatted with %.0f: Lua's own notation is 2e+09.
const PRELUDE = `
local cart, changes = KEYS[1], KEYS[2]
local version, variant = ARGV[1], ARGV[2]
local quantity, price, available = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local is_sold, prices, with_lines, code = ARGV[6] == '1', ARGV[7], ARGV[8] == '1', ARGV[9]

local change_count = redis.call('INCR', changes)
if change_count == 1 then redis.call('EXPIRE', changes, ${CART_LIMITS.windowSeconds}) end
if change_count > ${CART_LIMITS.changes} then return { 'RATE_LIMITED', redis.call('TTL', changes), {} } end

${EXCERPT_LUA}
local function respond(result)
  return { result, 0, excerpt() }
end

local function read_line()
  local line = redis.call('HGET', cart, variant)
  if not line then return nil, 0 end
  local number, line_quantity = line:match('^(%d+):(%d+)')
  return number, tonumber(line_quantity)
end

local function line_quantity()
  local _, current = read_line()
  return current
end

-- A total at other prices than the current ones is an estimate once it has changed: it keeps no fingerprint, so that it is computed from the lines.
local function read_totals()
  local total = redis.call('HGET', cart, 'total') or '0:0:' .. prices
  local amount, total_quantity, priced_at = total:match('^(%d+):?(%d*):?(.*)$')
  return tonumber(amount), tonumber(total_quantity) or 0, priced_at == prices and prices or 'outdated'
end

local function save(amount, total_quantity, priced_at)
  local total = string.format('%.0f:%.0f:%s', math.max(amount, 0), math.max(total_quantity, 0), priced_at)
  redis.call('HSET', cart, 'version', version, 'total', total)
end

local function put_line(new_quantity)
  local number, old_quantity = read_line()
  if new_quantity > available then return 'OUT_OF_STOCK' end
  if new_quantity > ${CART_LIMITS.quantity} then return 'CART_TOO_LARGE' end
  local amount, total_quantity, priced_at = read_totals()
  local difference = new_quantity - old_quantity
  amount = amount + difference * price
  if amount > ${MAX_AMOUNT} then return 'CART_TOO_LARGE' end
  local line_count = redis.call('HLEN', cart) - 3 - redis.call('HEXISTS', cart, 'code') - redis.call('HEXISTS', cart, 'withheld')
  if not number and line_count >= ${CART_LIMITS.lines} then return 'CART_TOO_LARGE' end

  number = number or redis.call('HINCRBY', cart, 'next', 1)
  redis.call('HSET', cart, variant, number .. ':' .. new_quantity)
  save(amount, total_quantity + difference, priced_at)
  return 'OK'
end

local function put_code()
  save(read_totals())
  redis.call('HSET', cart, 'code', code)
  return 'OK'
end

local function remove_code()
  if redis.call('HDEL', cart, 'code') == 1 then save(read_totals()) end
  return 'OK'
end

local function remove_line()
  local number, old_quantity = read_line()
  if not number then return 'VARIANT_NOT_FOUND' end
  local amount, total_quantity, priced_at = read_totals()
  redis.call('HDEL', cart, variant)
  -- What is no longer sold is not part of the totals.
  local counted = is_sold and old_quantity or 0
  save(amount - counted * price, total_quantity - counted, priced_at)
  return 'OK'
end
`
