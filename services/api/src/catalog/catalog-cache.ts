import { rethrow } from '../platform/classify-error.ts'
import type { Logger } from '../platform/log.ts'
import { catalogLoads } from '../platform/telemetry/metrics.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import type { Orm } from '../platform/db/orm.ts'
import type { Shop } from '../shop/shop.ts'
import type { Catalog } from './catalog.ts'
import { loadCatalog } from './load-catalog.ts'

/** Variants kept in memory across all shops; beyond it, the least recently used catalogs are evicted. */
const MAX_VARIANTS = 300_000

const RETRY_AFTER_FAILURE_MS = 1000

/** In-memory catalogs of all shops. Each is loaded on first use and reloaded after a change. */
export interface CatalogCache {
  /** The shop's current catalog. @throws SERVICE_UNAVAILABLE when none is in memory and the database is unreachable */
  of(shop: Shop): Promise<Catalog>
  /** Marks the shop's catalog as stale: the next request reloads it. */
  invalidate(shopId: string): void
  invalidateAll(): void
  /** Sets the available quantity of a variant. */
  applyStock(shopId: string, variantId: string, available: number): void
}

interface Entry {
  catalog: Catalog | null
  loading: Promise<Catalog> | null
  /** Not loaded yet, or changed since it was loaded. */
  stale: boolean
  /** After a failed load, the earliest time of the next one (epoch milliseconds). */
  retryAt: number
  /** Available quantities by variant that were applied while the catalog was loading. */
  stockChanges: Map<string, number>
}

/** `apiUrl` is prefixed to image paths. */
export function createCatalogCache(orm: Orm, apiUrl: string, log: Logger): CatalogCache {
  const entries = new Map<string, Entry>()

  const load = async (shop: Shop, entry: Entry): Promise<Catalog> => {
    const stockChanges = new Map<string, number>()
    Object.assign(entry, { stale: false, stockChanges })
    const endTimer = catalogLoads.startTimer()
    try {
      const catalog = await loadCatalog(orm, shop, apiUrl)
      endTimer({ outcome: 'OK' })
      for (const [variantId, available] of stockChanges) setStock(catalog, variantId, available)
      const isLatestLoad = entry.stockChanges === stockChanges
      if (isLatestLoad) entry.catalog = catalog
      return catalog
    } catch (error) {
      endTimer({ outcome: 'FAILED' })
      Object.assign(entry, { stale: true, retryAt: Date.now() + RETRY_AFTER_FAILURE_MS })
      if (!entry.catalog) return rethrow(error)
      // Serving the previous catalog is safe: placeOrder reads the prices from the database.
      const message = 'Catalog reload failed; serving the previous catalog and will retry'
      reportFailure(log, 'cache', error, { shop: shop.slug }, message)
      return entry.catalog
    }
  }

  const startLoading = (shop: Shop, entry: Entry): Promise<Catalog> => {
    const loading = load(shop, entry)
    entry.loading = loading
    const done = () => {
      if (entry.loading === loading) entry.loading = null
      evict(entries)
    }
    loading.then(done, done)
    return loading
  }

  return {
    async of(shop) {
      const entry = entries.get(shop.id) ?? {
        catalog: null,
        loading: null,
        stale: true,
        retryAt: 0,
        stockChanges: new Map(),
      }
      // Inserted again so that the map is ordered by last use, which evict relies on.
      entries.delete(shop.id)
      entries.set(shop.id, entry)
      const { catalog, loading, stale, retryAt } = entry
      if (catalog && !loading && (!stale || Date.now() < retryAt)) return catalog
      return loading && !stale ? loading : startLoading(shop, entry)
    },
    invalidate(shopId) {
      const entry = entries.get(shopId)
      if (entry) Object.assign(entry, { stale: true, retryAt: 0 })
    },
    invalidateAll() {
      for (const entry of entries.values()) Object.assign(entry, { stale: true, retryAt: 0 })
    },
    applyStock(shopId, variantId, available) {
      const entry = entries.get(shopId)
      if (entry?.loading) entry.stockChanges.set(variantId, available)
      if (entry?.catalog) setStock(entry.catalog, variantId, available)
    },
  }
}

function setStock(catalog: Catalog, variantId: string, available: number): void {
  const variant = catalog.variants.get(variantId)
  if (variant) variant.availableQuantity = available
}

/** Removes the least recently used catalogs until the rest fit in MAX_VARIANTS; always keeps one. */
function evict(entries: Map<string, Entry>): void {
  let variants = 0
  for (const { catalog } of entries.values()) variants += catalog?.variants.size ?? 0
  for (const [shopId, { catalog, loading }] of entries) {
    if (variants <= MAX_VARIANTS || entries.size === 1) return
    if (loading) continue
    variants -= catalog?.variants.size ?? 0
    entries.delete(shopId)
  }
}
