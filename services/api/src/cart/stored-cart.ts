/**
 * A cart as Redis keeps it, a hash: `version` (random, another at each change), `next` (number of the next line),
 * `total` (minor units, at the prices that the lines were set at), and a field per variant: `<number>:<quantity>:<price>`.
 */
export interface StoredCart {
  version: string
  /** In the order in which they were put in. */
  lines: { variantId: string; quantity: number }[]
}

/** Bounds of a cart, and how often a visitor may change it. */
export const CART_LIMITS = {
  lines: 500,
  quantity: 9999,
  changes: 3000,
  windowSeconds: 60,
  /** A cart lives on as long after its last reading or change. */
  lifeSeconds: 90 * 86_400,
}

/** Both keys of a visitor's cart live in one Redis slot. */
export const cartKeys = (shopId: string, visitorKey: string) => ({
  cart: `cart:{${shopId}:${visitorKey}}`,
  changes: `cart-changes:{${shopId}:${visitorKey}}`,
})

const FIELDS_OF_CART = new Set(['version', 'next', 'total'])

/** Reads the hash; null where there is no cart. */
export function readStoredCart(fields: Record<string, string>): StoredCart | null {
  const { version } = fields
  if (!version) return null
  const lines = Object.entries(fields)
    .filter(([name]) => !FIELDS_OF_CART.has(name))
    .map(([variantId, value]) => {
      const [number = 0, quantity = 0] = value.split(':').map(Number)
      return { variantId, quantity, number }
    })
  lines.sort((a, b) => a.number - b.number)
  return { version, lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })) }
}
