import { serviceUnavailable } from '../kernel/errors.ts'
import type { Logger } from '../platform/log.ts'
import type { Orm } from '../platform/db/orm.ts'
import type { Shop } from '../shop/shop-cache.ts'
import type { Catalog } from './catalog.ts'
import { loadCatalog } from './load-catalog.ts'

/** Variants held in memory, over all shops, before those asked for longest ago are let go. */
const MOST_VARIANTS = 300_000

/** The shops' catalogs, each read once and kept until the database says that it changed. */
export interface CatalogCache {
  /** The shop's catalog now. @throws SERVICE_UNAVAILABLE when it was never read and can't be. */
  of(shop: Shop): Promise<Catalog>
  /** What was read of this shop is old: the next who asks reads again. */
  forget(shopId: string): void
  forgetAll(): void
  /** `<shopId> <variantId>=<available> …`, as the stock's trigger tells it. */
  applyStock(payload: string): void
}

interface Held {
  catalog: Catalog | null
  loading: Promise<Catalog> | null
  /** Nothing read, or changed since; asked again no earlier than `retryAt` (ms) after a failure. */
  stale: boolean
  retryAt: number
  /** What was told of the stock while it was being read, oldest first. */
  told: string[]
}

/** `apiUrl` goes before the paths of pictures. */
export function createCatalogCache(orm: Orm, apiUrl: string, log: Logger): CatalogCache {
  const held = new Map<string, Held>()

  const load = async (shop: Shop, entry: Held): Promise<Catalog> => {
    const told: string[] = []
    Object.assign(entry, { stale: false, told })
    try {
      const catalog = await loadCatalog(orm, shop, apiUrl)
      for (const payload of told) setStock(catalog, payload)
      if (entry.told === told) entry.catalog = catalog
      return catalog
    } catch (error) {
      Object.assign(entry, { stale: true, retryAt: Date.now() + 1000 })
      // An old catalog is better than none: prices are read again when an order is placed.
      if (!entry.catalog) throw serviceUnavailable(error)
      log.warn({ err: error, shop: shop.slug }, 'The catalog was not read again; the one before is shown')
      return entry.catalog
    }
  }

  const loadOnce = (shop: Shop, entry: Held): Promise<Catalog> => {
    const loading = load(shop, entry)
    entry.loading = loading
    const done = () => {
      if (entry.loading === loading) entry.loading = null
      letGo(held)
    }
    loading.then(done, done)
    return loading
  }

  return {
    async of(shop) {
      const entry = held.get(shop.id) ?? { catalog: null, loading: null, stale: true, retryAt: 0, told: [] }
      // Kept in the order of asking, for letGo.
      held.delete(shop.id)
      held.set(shop.id, entry)
      if (entry.catalog && (!entry.stale || Date.now() < entry.retryAt) && !entry.loading)
        return entry.catalog
      return !entry.stale && entry.loading ? entry.loading : loadOnce(shop, entry)
    },
    forget(shopId) {
      const entry = held.get(shopId)
      if (entry) Object.assign(entry, { stale: true, retryAt: 0 })
    },
    forgetAll() {
      for (const entry of held.values()) Object.assign(entry, { stale: true, retryAt: 0 })
    },
    applyStock(payload) {
      const entry = held.get(payload.slice(0, payload.indexOf(' ')))
      if (entry?.loading) entry.told.push(payload)
      if (entry?.catalog) setStock(entry.catalog, payload)
    },
  }
}

function setStock(catalog: Catalog, payload: string): void {
  for (const pair of payload.split(' ').slice(1)) {
    const [variantId = '', available] = pair.split('=')
    const variant = catalog.variants.get(variantId)
    if (variant) variant.availableQuantity = Number(available)
  }
}

function letGo(held: Map<string, Held>): void {
  let variants = 0
  for (const { catalog } of held.values()) variants += catalog?.variants.size ?? 0
  for (const [shopId, { catalog, loading }] of held) {
    if (variants <= MOST_VARIANTS || held.size === 1) return
    if (loading) continue
    variants -= catalog?.variants.size ?? 0
    held.delete(shopId)
  }
}
