import { randomBytes } from 'node:crypto'
import { MAX_AMOUNT } from '@triclic/money'
import type { BuyerContext } from '../app/context.ts'
import type { CatalogVariant } from '../catalog/catalog.ts'
import { RequestError, type UserErrorCode } from '../kernel/errors.ts'
import { defineScript } from '../platform/redis/redis-script.ts'
import {
  CART_LIMITS,
  cartKeys,
  EXCERPT_LUA,
  readExcerpt,
  storedNames,
  type CartExcerpt,
  type LineNames,
} from './stored-cart.ts'

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

export interface AcknowledgedLine {
  variantId: string
  /** The unit price that the buyer now knows, in minor units; null removes the line, whose variant is no longer sold. */
  price: number | null
}

export interface OpenedLine {
  variantId: string
  quantity: number
  /** The current unit price, in minor units. */
  price: number
  /** The unit price that the buyer knows, in minor units. */
  knownPrice: number
  names: LineNames
}

interface Change {
  line?: LineChange
  /** The discount code to keep, in upper case. */
  code?: string
  /** Lines that the buyer was told about, for `acknowledge`. */
  acknowledged?: readonly AcknowledgedLine[]
  /** Lines to take over from another cart, for `open_lines`. */
  opened?: readonly OpenedLine[]
  /** Whether the lines are asked for, and not only the totals. */
  withLines: boolean
}

/**
 * Defines a cart operation from the Lua that makes the change. The script runs atomically in one Redis round trip.
 * Its code may call `line_quantity`, `put_line`, `remove_line`, `acknowledge`, `open_lines`, `put_code` and `remove_code`, and returns `respond('OK')` or `respond(<error code>)`.
 * @throws RATE_LIMITED, SERVICE_UNAVAILABLE
 */
export function defineCartChange(lua: string) {
  const run = defineScript<[result: string, retryAfter: number, excerpt: string[]]>(PRELUDE + lua)
  return async (
    ctx: BuyerContext,
    { line, code, acknowledged = [], opened = [], withLines }: Change,
  ): Promise<ChangedCart> => {
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
        line?.variant
          ? storedNames({ productName: line.variant.product.name, variantName: line.variant.name })
          : '',
        ...acknowledged.flatMap(({ variantId, price }) => [variantId, price ?? '']),
        ...opened.flatMap(({ variantId, quantity, price, knownPrice, names }) => [
          variantId,
          quantity,
          price,
          `${knownPrice}:${storedNames(names)}`,
        ]),
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
local is_sold, prices, with_lines, code, names = ARGV[6] == '1', ARGV[7], ARGV[8] == '1', ARGV[9], ARGV[10]
local first_entry = 11

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

local function line_count()
  local others = 3 + redis.call('HEXISTS', cart, 'code') + redis.call('HEXISTS', cart, 'withheld')
  return math.max(redis.call('HLEN', cart) - others, 0)
end

local function put_line(new_quantity)
  local number, old_quantity = read_line()
  if new_quantity > available then return 'OUT_OF_STOCK' end
  if new_quantity > ${CART_LIMITS.quantity} then return 'CART_TOO_LARGE' end
  local amount, total_quantity, priced_at = read_totals()
  local difference = new_quantity - old_quantity
  amount = amount + difference * price
  if amount > ${MAX_AMOUNT} then return 'CART_TOO_LARGE' end
  if not number and line_count() >= ${CART_LIMITS.lines} then return 'CART_TOO_LARGE' end

  number = number or redis.call('HINCRBY', cart, 'next', 1)
  redis.call('HSET', cart, variant, string.format('%s:%.0f:%.0f:%s', number, new_quantity, price, names))
  save(amount, total_quantity + difference, priced_at)
  return 'OK'
end

-- The version stays: what would be ordered is the same.
local function acknowledge()
  for i = first_entry, #ARGV, 2 do
    local line = redis.call('HGET', cart, ARGV[i])
    if line and ARGV[i + 1] == '' then redis.call('HDEL', cart, ARGV[i])
    elseif line then
      local start, known_names = line:match('^(%d+:%d+):?%d*(.*)$')
      redis.call('HSET', cart, ARGV[i], start .. ':' .. ARGV[i + 1] .. known_names)
    end
  end
  return 'OK'
end

-- Of a variant in both carts the larger quantity stays.
local function open_lines()
  local amount, total_quantity, priced_at = read_totals()
  local old_quantities, new_lines, added = {}, 0, 0
  for i = first_entry, #ARGV, 4 do
    variant = ARGV[i]
    local number, old_quantity = read_line()
    local difference = math.max(tonumber(ARGV[i + 1]) - old_quantity, 0)
    if not number then new_lines = new_lines + 1 end
    old_quantities[i], added = old_quantity, added + difference
    amount = amount + difference * tonumber(ARGV[i + 2])
  end
  if line_count() + new_lines > ${CART_LIMITS.lines} or amount > ${MAX_AMOUNT} then return 'CART_TOO_LARGE' end
  if added == 0 then return 'OK' end

  for i = first_entry, #ARGV, 4 do
    variant = ARGV[i]
    if tonumber(ARGV[i + 1]) > old_quantities[i] then
      local number = read_line() or redis.call('HINCRBY', cart, 'next', 1)
      redis.call('HSET', cart, variant, number .. ':' .. ARGV[i + 1] .. ':' .. ARGV[i + 3])
    end
  end
  save(amount, total_quantity + added, priced_at)
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
