import { randomBytes } from 'node:crypto'
import type { CatalogVariant } from '../catalog/catalog.ts'
import type { BuyerContext } from '../app/context.ts'
import { RequestError, type UserErrorCode } from '../kernel/errors.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import { MAX_AMOUNT } from '@triclic/money'
import { CART_LIMITS, cartKeys, readStoredCart, type StoredCart } from './stored-cart.ts'

export interface CartChange {
  how: 'add' | 'set' | 'clear'
  variantId?: string
  quantity?: number
  /** The variant as it is sold now; absent when a line is only taken out. */
  variant?: CatalogVariant
}

export interface ChangedCart {
  problem: UserErrorCode | null
  cart: StoredCart | null
}

/** Changes the visitor's cart, or says why not; either way the cart as it is then. One round trip, whole or not at all. */
export async function changeCart(ctx: BuyerContext, change: CartChange): Promise<ChangedCart> {
  const keys = cartKeys(ctx.shop.id, ctx.visitor.key)
  const [told, fields] = await run(
    ctx.app.redis,
    [keys.cart, keys.changes],
    [
      change.how,
      change.variantId ?? '',
      change.quantity ?? 0,
      change.variant?.price.amount ?? 0,
      change.variant?.availableQuantity ?? 0,
      randomBytes(16).toString('base64url'),
      CART_LIMITS.lifeSeconds,
      CART_LIMITS.lines,
      CART_LIMITS.quantity,
      MAX_AMOUNT,
      CART_LIMITS.changes,
      CART_LIMITS.windowSeconds,
    ],
  )
  if (told.startsWith('RATE_LIMITED'))
    throw new RequestError('RATE_LIMITED', 'The cart is changed too often; wait a moment.', {
      retryAfter: Math.max(1, Number(told.split(' ')[1])),
    })
  const pairs = Array.from(
    { length: fields.length / 2 },
    (_, i) => [fields[2 * i], fields[2 * i + 1]] as const,
  )
  return {
    problem: told === 'OK' ? null : (told as UserErrorCode),
    cart: readStoredCart(Object.fromEntries(pairs)),
  }
}

const run = defineScript<[string, string[]]>(`
local how, variant, quantity, price, available = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local version, life = ARGV[6], ARGV[7]
local most_lines, most_quantity, most_total = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local cart = KEYS[1]

local changes = redis.call('INCR', KEYS[2])
if changes == 1 then redis.call('EXPIRE', KEYS[2], ARGV[12]) end
if changes > tonumber(ARGV[11]) then return { 'RATE_LIMITED ' .. redis.call('TTL', KEYS[2]), {} } end

local function change()
  if how == 'clear' then
    redis.call('DEL', cart)
    return 'OK'
  end

  local line = redis.call('HGET', cart, variant)
  local number, had, paid = nil, 0, 0
  if line then
    number, had, paid = line:match('^(%d+):(%d+):(%d+)$')
    had, paid = tonumber(had), tonumber(paid)
  end
  local wanted = quantity
  if how == 'add' then wanted = had + quantity end

  if wanted > 0 then
    if wanted > available then return 'OUT_OF_STOCK' end
    if wanted > most_quantity then return 'CART_TOO_LARGE' end
  elseif not line then
    return 'VARIANT_NOT_FOUND'
  end
  local total = tonumber(redis.call('HGET', cart, 'total') or '0') - had * paid + wanted * price
  if wanted > 0 and total > most_total then return 'CART_TOO_LARGE' end
  if not line and redis.call('HLEN', cart) - 3 >= most_lines then return 'CART_TOO_LARGE' end

  if wanted == 0 then
    redis.call('HDEL', cart, variant)
  else
    number = number or redis.call('HINCRBY', cart, 'next', 1)
    redis.call('HSET', cart, variant, number .. ':' .. wanted .. ':' .. string.format('%.0f', price))
  end
  redis.call('HSET', cart, 'version', version, 'total', string.format('%.0f', total))
  return 'OK'
end

local told = change()
redis.call('EXPIRE', cart, life)
return { told, redis.call('HGETALL', cart) }
`)
