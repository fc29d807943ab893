/**
 * A cart as read from its Redis hash. The fields of the hash: `version` (random, renewed at each change), `next` (number
 * of the last line added), `total` (minor units, at the prices when the lines were changed), and one field per variant id:
 * `<line number>:<quantity>:<price in minor units>`.
 */
export interface StoredCart {
  version: string
  /** In the order they were added. */
  lines: { variantId: string; quantity: number }[]
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

const META_FIELDS = new Set(['version', 'next', 'total'])

/** Parses the hash; null when there is no cart. */
export function readStoredCart(fields: Record<string, string>): StoredCart | null {
  const { version } = fields
  if (!version) return null
  const lines = Object.entries(fields)
    .filter(([name]) => !META_FIELDS.has(name))
    .map(([variantId, value]) => {
      const [number = 0, quantity = 0] = value.split(':').map(Number)
      return { variantId, quantity, number }
    })
  lines.sort((a, b) => a.number - b.number)
  return { version, lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })) }
}
