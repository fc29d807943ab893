/**
 * A cart as read from its Redis hash. The fields of the hash: `version` (random, renewed at each change), `next` (number
 * of the last line added), `total` (`<amount in minor units>:<quantity>:<prices>`: the totals of all lines at those prices,
 * see price-fingerprint.ts, before discounts), `code` (the discount code that the buyer entered, in upper case; absent without one), `withheld` (ids of automatic
 * discounts that the buyer cannot use, separated by commas: see withhold-discounts.ts; absent without one), and one field per variant id:
 * `<line number>:<quantity>:<unit price that the buyer knows>:<product name><tab><variant name>`. What follows the quantity is absent in carts of
 * earlier versions.
 */
export interface StoredCart {
  version: string
  /** The discount code, in upper case. */
  code: string | null
  /** Ids of automatic discounts that the buyer cannot use. */
  withheldDiscounts: readonly string[]
  /** In the order they were added. */
  lines: StoredLine[]
}

export interface StoredLine {
  variantId: string
  quantity: number
  /** The unit price that the buyer knows, in minor units: of the last change of the line, or acknowledged since. Null in a cart of an earlier version. */
  knownPrice: number | null
  /** As they were at the last change of the line; null in a cart of an earlier version. */
  names: LineNames | null
}

/** What a buyer calls a line by. */
export interface LineNames {
  productName: string
  variantName: string
}

/** What was read of a cart. */
export interface CartExcerpt {
  version: string
  /** The discount code, in upper case. */
  code: string | null
  /** Ids of automatic discounts that the buyer cannot use. */
  withheldDiscounts: readonly string[]
  /** Null if nobody asked for them, the totals are current and there is no code. */
  lines: StoredLine[] | null
  /** The sums over all lines at current prices, before discounts, in minor units; null if prices have changed since they were stored. */
  totals: CartTotals | null
}

export interface CartTotals {
  quantity: number
  amount: number
}

/** Limits of one cart. `changes` is the number of changes allowed per `windowSeconds`. */
export const CART_LIMITS = {
  lines: 500,
  quantity: 9999,
  changes: 3000,
  windowSeconds: 60,
  /** A cart expires this long after it was last read or changed. */
  lifeSeconds: 90 * 86_400,
}

/** The hash tag keeps both keys of a visitor's cart in one Redis Cluster slot, as a script requires. */
export const cartKeys = (shopId: string, visitorKey: string) => ({
  cart: `cart:{${shopId}:${visitorKey}}`,
  changes: `cart-changes:{${shopId}:${visitorKey}}`,
})

const META_FIELDS = new Set(['version', 'next', 'total', 'code', 'withheld'])

/** Parses the hash; null when there is no cart. */
export function readStoredCart(fields: Record<string, string>): StoredCart | null {
  const { version, code = null } = fields
  if (!version) return null
  const lines = Object.entries(fields)
    .filter(([name]) => !META_FIELDS.has(name))
    .map(([variantId, value]) => readLine(variantId, value))
  lines.sort((a, b) => a.number - b.number)
  return {
    version,
    code,
    withheldDiscounts: readIds(fields.withheld),
    lines: lines.map(({ number: _number, ...line }) => line),
  }
}

function readLine(variantId: string, value: string): StoredLine & { number: number } {
  const [, number, quantity, price, productName, variantName] =
    /^(\d+):(\d+)(?::(\d+))?(?::([^\t]*)\t(.*))?$/s.exec(value) ?? []
  return {
    variantId,
    number: Number(number ?? 0),
    quantity: Number(quantity ?? 0),
    knownPrice: price === undefined ? null : Number(price),
    names: productName === undefined ? null : { productName, variantName: variantName ?? '' },
  }
}

/** The names as a line's field ends with them. */
export const storedNames = ({ productName, variantName }: LineNames): string =>
  `${productName.replaceAll('\t', ' ')}\t${variantName}`

const readIds = (text: string | undefined): string[] => text?.split(',') ?? []

/** Lua that defines `excerpt()`, whose reply readExcerpt parses. It needs the locals `cart`, `prices` and `with_lines`. */
export const EXCERPT_LUA = `
local function excerpt()
  redis.call('EXPIRE', cart, ${CART_LIMITS.lifeSeconds})
  local version, total, code = unpack(redis.call('HMGET', cart, 'version', 'total', 'code'))
  local is_current = total and total:match('^%d+:%d+:(.*)$') == prices
  if is_current and not with_lines and not code then return { 'version', version, 'total', total, 'partial', '1' } end
  return redis.call('HGETALL', cart)
end
`

/** Parses the reply of `excerpt()`: field, value, field, value, … Null when there is no cart. */
export function readExcerpt(reply: string[], prices: string): CartExcerpt | null {
  const fields: Record<string, string> = {}
  for (let i = 0; i + 1 < reply.length; i += 2) fields[reply[i] as string] = reply[i + 1] as string
  const { version, total = '', code = null } = fields
  if (!version) return null
  const [amount, quantity, pricedAt] = total.split(':')
  const totals = pricedAt === prices ? { amount: Number(amount), quantity: Number(quantity) } : null
  const withheldDiscounts = readIds(fields.withheld)
  return {
    version,
    code,
    withheldDiscounts,
    totals,
    lines: 'partial' in fields ? null : (readStoredCart(fields)?.lines ?? []),
  }
}
