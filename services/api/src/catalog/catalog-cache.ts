import { rethrow } from '../platform/classify-error.ts'
import type { Logger } from '../platform/log.ts'
import { catalogLoads } from '../platform/telemetry/metrics.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import type { Orm } from '../platform/db/orm.ts'
import type { Shop } from '../shop/shop-cache.ts'
import type { Catalog } from './catalog.ts'
import { loadCatalog } from './load-catalog.ts'

/** Variants kept in memory across all shops; beyond it, the least recently used catalogs are evicted. */
const MAX_VARIANTS = 300_000

const RETRY_AFTER_FAILURE_MS = 1000

/** In-memory catalogs of all shops. Each is loaded on first use and reloaded after the database reports a change. */
export interface CatalogCache {
  /** The shop's current catalog. @throws SERVICE_UNAVAILABLE when none is in memory and the database is unreachable */
  of(shop: Shop): Promise<Catalog>
  /** Marks the shop's catalog as stale: the next request reloads it. */
  invalidate(shopId: string): void
  invalidateAll(): void
  /** Applies a payload of the `stock_changed` channel: `<shopId> <variantId>=<available> …` */
  applyStock(payload: string): void
}

interface Entry {
  catalog: Catalog | null
  loading: Promise<Catalog> | null
  /** Not loaded yet, or changed since it was loaded. */
  stale: boolean
  /** After a failed load, the earliest time of the next one (epoch milliseconds). */
  retryAt: number
  /** Stock payloads received while the catalog was loading, oldest first. */
  stockChanges: string[]
}

/** `apiUrl` is prefixed to image paths. */
export function createCatalogCache(orm: Orm, apiUrl: string, log: Logger): CatalogCache {
  const entries = new Map<string, Entry>()

  const load = async (shop: Shop, entry: Entry): Promise<Catalog> => {
    const stockChanges: string[] = []
    Object.assign(entry, { stale: false, stockChanges })
    const endTimer = catalogLoads.startTimer()
    try {
      const catalog = await loadCatalog(orm, shop, apiUrl)
      endTimer({ outcome: 'OK' })
      for (const payload of stockChanges) setStock(catalog, payload)
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
        stockChanges: [],
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
    applyStock(payload) {
      const entry = entries.get(payload.slice(0, payload.indexOf(' ')))
      if (entry?.loading) entry.stockChanges.push(payload)
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
