/** A shop served by this process: its API credentials and the host (`name:port`) that buyers visit. */
export interface ShopConfig {
  slug: string
  key: string
  secret: string
  host: string
}

const fields = ['slug', 'key', 'secret', 'host'] as const

/** Parses STOREFRONT_SHOPS. Errors name the missing field, never a value. */
export function parseShopConfigs(json: string | undefined): ShopConfig[] {
  const list = parseJson(json)
  if (!Array.isArray(list)) throw new Error('STOREFRONT_SHOPS must be a JSON list')
  return list.map((entry: Record<string, unknown> | null, index) => {
    const missing = fields.find((field) => typeof entry?.[field] !== 'string' || entry[field] === '')
    if (!entry || missing) throw new Error(`STOREFRONT_SHOPS[${index}] has no "${missing}"`)
    return Object.fromEntries(fields.map((field) => [field, entry[field]])) as unknown as ShopConfig
  })
}

function parseJson(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return null
  }
}

/** Finds the shop of a host, ignoring case. */
export function findShopByHost(shops: ShopConfig[], host: string): ShopConfig | null {
  return shops.find((shop) => shop.host.toLowerCase() === host.toLowerCase()) ?? null
}
