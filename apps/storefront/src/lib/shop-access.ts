/** One shop this process serves: how the API knows it, and the host (`name:port`) its buyers type. */
export interface ShopAccess {
  slug: string
  key: string
  secret: string
  host: string
}

const fields = ['slug', 'key', 'secret', 'host'] as const

/** Reads STOREFRONT_SHOPS; throws a sentence that names what is missing, never a value. */
export function parseShops(json: string | undefined): ShopAccess[] {
  const list = parseJson(json)
  if (!Array.isArray(list)) throw new Error('STOREFRONT_SHOPS must be a JSON list')
  return list.map((entry: Record<string, unknown> | null, index) => {
    const missing = fields.find((field) => typeof entry?.[field] !== 'string' || entry[field] === '')
    if (!entry || missing) throw new Error(`STOREFRONT_SHOPS[${index}] lacks "${missing}"`)
    return Object.fromEntries(fields.map((field) => [field, entry[field]])) as unknown as ShopAccess
  })
}

function parseJson(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return null
  }
}

/** The shop of a host, compared without regard to case; null for any other host. */
export function shopOfHost(shops: ShopAccess[], host: string): ShopAccess | null {
  return shops.find((shop) => shop.host.toLowerCase() === host.toLowerCase()) ?? null
}
