import { rethrow } from '../platform/classify-error.ts'
import type { Orm } from '../platform/db/orm.ts'
import { isLaterSnapshot } from '../platform/db/snapshot-order.ts'
import type { Logger } from '../platform/log.ts'
import { catalogLoads } from '../platform/telemetry/metrics.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import type { Shop } from '../shop/shop.ts'
import { buildCatalog } from './build-catalog.ts'
import type { Catalog } from './catalog.ts'
import { isEmpty, mergeChanges, noChanges, type CatalogChanges } from './catalog-changes.ts'
import { isInStock } from './collection-rules.ts'
import { changeCatalog } from './change-catalog.ts'
import { readCatalog } from './read-catalog.ts'

/** Products and variants kept in memory across all shops; beyond it, the least recently used catalogs are evicted. */
const MAX_SIZE = 500_000

/** What a catalog takes even if it is empty, in the same unit. */
const SIZE_OF_EMPTY = 20

/** Catalogs that are brought up to date at the same time, so that connections are left for requests. */
const MAX_REFRESHES = 4

const RETRY_AFTER_FAILURE_MS = 1000

/** What changed in a shop. */
export interface ShopChanges {
  parts: CatalogChanges
  /** Available quantities by variant. */
  stock: Map<string, number>
}

/** In-memory catalogs of all shops: loaded on first use, and brought up to date when something in them changed. */
export interface CatalogCache {
  /**
   * The shop's catalog. Waits only for the first load.
   * @throws SERVICE_UNAVAILABLE when none is in memory and the database is unreachable
   */
  of(shop: Shop): Promise<Catalog>
  /**
   * The shop's catalog with all changes that were applied. Waits for a refresh; `of` does not.
   * @throws what the refresh throws
   */
  current(shop: Shop): Promise<Catalog>
  /** The product of a variant of a catalog in memory; undefined for any other. */
  productOf(shopId: string, variantId: string): string | undefined
  /** Applies changes by shop, which were read as of `snapshot` (the text of a `pg_snapshot`). Shops without a catalog in memory are ignored. */
  apply(snapshot: string, changes: Map<string, ShopChanges>): void
  /** Loads the catalogs in memory again, each when it is next used. */
  invalidateAll(): void
}

interface Entry {
  shop: Shop
  catalog: Catalog | null
  loading: Promise<Catalog> | null
  /** Changed since the last load began. */
  outdated: CatalogChanges
  /** After a failed load, the earliest time of the next one (epoch milliseconds). */
  retryAt: number
  /** Quantities by variant that were applied since the last load began. */
  stock: Map<string, { available: number; snapshot: string }>
  size: number
}

/** `apiUrl` is prefixed to image paths. */
export function createCatalogCache(
  orm: Orm,
  apiUrl: string,
  log: Logger,
  maxSize: number = MAX_SIZE,
): CatalogCache {
  // Ordered by last use, which evict relies on.
  const entries = new Map<string, Entry>()
  const waiting = new Set<Entry>()
  let refreshes = 0
  let size = 0

  /** Reads what is out of date. Loads of a shop never overlap, so that an older value cannot replace a newer one. */
  const load = async (entry: Entry): Promise<Catalog> => {
    const { shop, outdated } = entry
    const stock = new Map<string, { available: number; snapshot: string }>()
    Object.assign(entry, { outdated: noChanges(), stock })
    const endTimer = catalogLoads.startTimer()
    try {
      const read = await readCatalog(orm, shop, apiUrl, entry.catalog ? outdated : 'ALL')
      const applyLaterStock = (catalog: Catalog) => {
        for (const [variantId, { available, snapshot }] of stock)
          setStock(entry, catalog, variantId, available, snapshot)
      }
      if (entry.catalog && outdated !== 'ALL') {
        const { catalog } = entry
        await changeCatalog(catalog, outdated, read, () => applyLaterStock(catalog))
      } else {
        const catalog = await buildCatalog(shop, read)
        applyLaterStock(catalog)
        entry.catalog = catalog
      }
      endTimer({ outcome: 'OK' })
      return entry.catalog
    } catch (error) {
      endTimer({ outcome: 'FAILED' })
      entry.outdated = mergeChanges(outdated, entry.outdated)
      entry.retryAt = Date.now() + RETRY_AFTER_FAILURE_MS
      return rethrow(error)
    }
  }

  const startLoading = (entry: Entry): Promise<Catalog> => {
    const loading = load(entry)
    entry.loading = loading
    const end = () => {
      entry.loading = null
      resize(entry)
      if (entry.catalog) refresh(entry)
    }
    loading.then(end, end)
    return loading
  }

  /** Brings a catalog up to date, as soon as fewer than MAX_REFRESHES are. */
  const refresh = (entry: Entry): void => {
    if (isEmpty(entry.outdated) || Date.now() < entry.retryAt) return
    waiting.add(entry)
    startRefreshes()
  }

  const startRefreshes = (): void => {
    for (const entry of waiting) {
      if (refreshes >= MAX_REFRESHES) return
      waiting.delete(entry)
      const isEvicted = entries.get(entry.shop.id) !== entry
      if (entry.loading || isEvicted) continue
      refreshes++
      startLoading(entry)
        .catch((error: unknown) => {
          // Serving the previous catalog is safe: placeOrder reads the prices from the database.
          const message = 'Catalog reload failed; serving the previous catalog and will retry'
          reportFailure(log, 'cache', error, { shop: entry.shop.slug }, message)
        })
        .finally(() => {
          refreshes--
          startRefreshes()
        })
    }
  }

  const resize = (entry: Entry): void => {
    if (entries.get(entry.shop.id) !== entry) return
    size -= entry.size
    entry.size = SIZE_OF_EMPTY + (entry.catalog ? entry.catalog.byId.size + entry.catalog.variants.size : 0)
    size += entry.size
    for (const [shopId, oldest] of entries) {
      if (size <= maxSize || entries.size === 1) return
      if (oldest.loading) continue
      size -= oldest.size
      entries.delete(shopId)
    }
  }

  const of = async (shop: Shop): Promise<Catalog> => {
    const entry = entries.get(shop.id) ?? newEntry(shop)
    entries.delete(shop.id)
    entries.set(shop.id, entry)
    entry.shop = shop
    const { catalog } = entry
    if (!catalog) return entry.loading ?? startLoading(entry)
    const isOfOtherSettings = catalog.currency !== shop.currency || catalog.locale !== shop.locale
    if (isOfOtherSettings && !entry.loading) entry.outdated = 'ALL'
    if (Date.now() >= catalog.expiresAt && !entry.loading)
      entry.outdated = mergeChanges(entry.outdated, expiredCollections(catalog))
    refresh(entry)
    return catalog
  }

  return {
    of,
    async current(shop) {
      await of(shop)
      const entry = entries.get(shop.id)
      // The load that is running may have begun before the last change; the one after it has not.
      for (let loads = 0; entry && loads < 2; loads++) {
        if (entry.loading) await entry.loading
        else if (isEmpty(entry.outdated)) break
        else await startLoading(entry)
      }
      return of(shop)
    },
    productOf: (shopId, variantId) => entries.get(shopId)?.catalog?.variants.get(variantId)?.product.id,
    apply(snapshot, changes) {
      for (const [shopId, { parts, stock }] of changes) {
        const entry = entries.get(shopId)
        if (!entry) continue
        entry.outdated = mergeChanges(entry.outdated, parts)
        for (const [variantId, available] of stock) {
          if (entry.loading) entry.stock.set(variantId, { available, snapshot })
          if (entry.catalog) setStock(entry, entry.catalog, variantId, available, snapshot)
        }
        if (entry.catalog) refresh(entry)
      }
    },
    invalidateAll() {
      for (const entry of entries.values()) Object.assign(entry, { outdated: 'ALL', retryAt: 0 })
    },
  }
}

const newEntry = (shop: Shop): Entry => ({
  shop,
  catalog: null,
  loading: null,
  outdated: noChanges(),
  retryAt: 0,
  stock: new Map(),
  size: 0,
})

/** Sets a quantity that was read as of `snapshot`, unless the product was read later. */
function setStock(
  entry: Entry,
  catalog: Catalog,
  variantId: string,
  available: number,
  snapshot: string,
): void {
  const variant = catalog.variants.get(variantId)
  if (!variant || !isLaterSnapshot(snapshot, variant.product.snapshot)) return
  const wasInStock = catalog.dependsOnStock && isInStock(variant.product)
  variant.availableQuantity = available
  catalog.variantTable.setStock(variant)
  if (catalog.dependsOnStock && wasInStock !== isInStock(variant.product))
    entry.outdated = mergeChanges(entry.outdated, { ...noChanges(), products: new Set([variant.product.id]) })
}

/** The collections with a product that is no longer new. */
function expiredCollections({ collections }: Catalog): CatalogChanges {
  const expired = collections.filter(({ expiresAt }) => expiresAt <= Date.now())
  return { ...noChanges(), collections: new Set(expired.map(({ id }) => id)) }
}
