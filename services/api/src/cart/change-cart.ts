import { randomBytes } from 'node:crypto'
import { MAX_AMOUNT } from '@triclic/money'
import type { BuyerContext } from '../app/context.ts'
import type { CatalogVariant } from '../catalog/catalog.ts'
import { RequestError, type UserErrorCode } from '../kernel/errors.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import { CART_LIMITS, cartKeys, readStoredCart, type StoredCart } from './stored-cart.ts'

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
  cart: StoredCart | null
}

/**
 * Defines a cart operation from the Lua that makes the change. The script runs atomically in one Redis round trip.
 * Its code may call `line_quantity`, `put_line` and `remove_line`, and returns `respond('OK')` or `respond(<error code>)`.
 * @throws RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export function defineCartChange(lua: string) {
  const run = defineScript<[result: string, retryAfter: number, fields: string[]]>(PRELUDE + lua)
  return async (ctx: BuyerContext, change?: LineChange): Promise<ChangedCart> => {
    const keys = cartKeys(ctx.shop.id, ctx.visitor.key)
    const newVersion = randomBytes(16).toString('base64url')
    const [result, retryAfter, fields] = await run(
      ctx.app.redis,
      [keys.cart, keys.changes],
      [
        newVersion,
        change?.variantId ?? '',
        change?.quantity ?? 0,
        change?.variant?.price.amount ?? 0,
        change?.variant?.availableQuantity ?? 0,
      ],
    )
    if (result === 'RATE_LIMITED')
      throw new RequestError('RATE_LIMITED', 'Too many changes to this cart; wait a moment.', {
        retryAfter: Math.max(1, retryAfter),
      })
    return {
      problem: result === 'OK' ? null : (result as UserErrorCode),
      cart: readStoredCart(toRecord(fields)),
    }
  }
}

/** Converts the reply of HGETALL in a script: field, value, field, value, … */
function toRecord(fields: string[]): Record<string, string> {
  const record: Record<string, string> = {}
  for (let i = 0; i + 1 < fields.length; i += 2) record[fields[i] as string] = fields[i + 1] as string
  return record
}

// The layout of the hash is described in stored-cart.ts. Amounts are formatted with %.0f: Lua's own notation is 2e+09.
const PRELUDE = `
local cart, changes = KEYS[1], KEYS[2]
local version, variant = ARGV[1], ARGV[2]
local quantity, price, available = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

local change_count = redis.call('INCR', changes)
if change_count == 1 then redis.call('EXPIRE', changes, ${CART_LIMITS.windowSeconds}) end
if change_count > ${CART_LIMITS.changes} then return { 'RATE_LIMITED', redis.call('TTL', changes), {} } end

local function respond(result)
  redis.call('EXPIRE', cart, ${CART_LIMITS.lifeSeconds})
  return { result, 0, redis.call('HGETALL', cart) }
end

local function read_line()
  local line = redis.call('HGET', cart, variant)
  if not line then return nil, 0, 0 end
  local number, line_quantity, line_price = line:match('^(%d+):(%d+):(%d+)$')
  return number, tonumber(line_quantity), tonumber(line_price)
end

local function line_quantity()
  local _, current = read_line()
  return current
end

local function save(total)
  redis.call('HSET', cart, 'version', version, 'total', string.format('%.0f', total))
end

local function total_without(removed_quantity, removed_price)
  return tonumber(redis.call('HGET', cart, 'total') or '0') - removed_quantity * removed_price
end

local function put_line(new_quantity)
  local number, old_quantity, old_price = read_line()
  if new_quantity > available then return 'OUT_OF_STOCK' end
  if new_quantity > ${CART_LIMITS.quantity} then return 'CART_TOO_LARGE' end
  local total = total_without(old_quantity, old_price) + new_quantity * price
  if total > ${MAX_AMOUNT} then return 'CART_TOO_LARGE' end
  local line_count = redis.call('HLEN', cart) - 3
  if not number and line_count >= ${CART_LIMITS.lines} then return 'CART_TOO_LARGE' end

  number = number or redis.call('HINCRBY', cart, 'next', 1)
  redis.call('HSET', cart, variant, number .. ':' .. new_quantity .. ':' .. string.format('%.0f', price))
  save(total)
  return 'OK'
end

local function remove_line()
  local number, old_quantity, old_price = read_line()
  if not number then return 'VARIANT_NOT_FOUND' end
  local total = total_without(old_quantity, old_price)
  redis.call('HDEL', cart, variant)
  save(total)
  return 'OK'
end
`
