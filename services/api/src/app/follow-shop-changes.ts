import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '../platform/log.ts'
import type { Orm } from '../platform/db/orm.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { shopTag, tagsOfChanges } from '../catalog/cache-tags.ts'
import type { CatalogCache, ShopChanges } from '../catalog/catalog-cache.ts'
import { noChanges } from '../catalog/catalog-changes.ts'
import type { CachePurger } from '../platform/cache-purger.ts'
import type { ShopCache } from '../shop/shop-cache.ts'
import type { RegisteredDocuments } from '../storefront-document/registered-documents.ts'

/** How soon a change is found whose notification was lost. */
const POLL_MS = 1000

/** The log keeps changes for an hour: after a longer interruption, some may be gone. */
const MAX_INTERRUPTION_MS = 1_800_000

interface LoggedChange {
  shopId: string
  part: 'PRODUCT' | 'COLLECTION' | 'STOCK' | 'SETTINGS' | 'ALL' | 'SHOP'
  /** Of the product, the collection, or the variant whose stock changed. */
  subjectId: string | null
  available: number | null
}

/** Up to where changes were read: a `pg_snapshot`, and the time of the database. */
interface Position {
  snapshot: string
  at: string
}

/**
 * Keeps the shops, catalogs and documents in memory up to date from the log of changes: reads it each second, and at once when woken. Then tells caches in front
 * of the API, if there is a `purger`, what is out of date: everything after a start, because nobody knows what changed before.
 * A failed read is logged once per interruption, and tried again.
 */
export function followShopChanges(
  orm: Orm,
  {
    shops,
    catalogs,
    documents,
    purger,
  }: {
    shops: ShopCache
    catalogs: CatalogCache
    documents: RegisteredDocuments
    purger: CachePurger | null
  },
  log: Logger,
): { wake(): void; stop(): Promise<void> } {
  const stopping = new AbortController()
  let waking = new AbortController()
  let position: Position | null = null
  let readAt = 0
  let isInterrupted = false

  const read = async () => {
    if (Date.now() - readAt > MAX_INTERRUPTION_MS) position = null
    const { snapshot, at, changes } = await readChanges(orm, position)
    if (position === null) catalogs.invalidateAll()
    const catalogChanges = changesByShop(changes.filter(({ part }) => part !== 'SHOP'))
    catalogs.apply(snapshot, catalogChanges)
    const changed = changes.filter(({ part }) => part === 'SHOP').map(({ shopId }) => shopId)
    // Before the position moves on, so that a reload that fails is tried again.
    if (position === null) {
      documents.forgetAll()
      await shops.reloadAll()
      purger?.purgeEverything()
    } else {
      if (changed.length > 0) {
        documents.forget(changed)
        await shops.reload(changed)
      }
      purger?.purge([
        ...changed.map(shopTag),
        ...[...catalogChanges].flatMap(([shopId, parts]) => tagsOfChanges(catalogs, shopId, parts)),
      ])
    }
    position = { snapshot, at }
    readAt = Date.now()
    if (isInterrupted) log.info('Changes of shops can be read again')
    isInterrupted = false
  }

  const run = async () => {
    while (!stopping.signal.aborted) {
      // Created before the read, so that a notification during it causes another one.
      waking = new AbortController()
      await read().catch((error: unknown) => {
        if (!isInterrupted)
          reportFailure(log, 'cache', error, {}, 'Changes of shops could not be read; will retry')
        isInterrupted = true
      })
      // While the database fails, notifications must not shorten the pause.
      const { signal } = isInterrupted ? stopping : waking
      await pause(POLL_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  const ended = run()

  return {
    wake: () => waking.abort(),
    async stop() {
      stopping.abort()
      waking.abort()
      await ended
    },
  }
}

function changesByShop(changes: LoggedChange[]): Map<string, ShopChanges> {
  const byShop = new Map<string, ShopChanges>()
  for (const { shopId, part, subjectId, available } of changes) {
    const shop = byShop.get(shopId) ?? { parts: noChanges(), stock: new Map<string, number>() }
    byShop.set(shopId, shop)
    if (part === 'STOCK') shop.stock.set(subjectId ?? '', available ?? 0)
    else if (part === 'ALL') shop.parts = 'ALL'
    else if (shop.parts === 'ALL') continue
    else if (part === 'PRODUCT') shop.parts.products.add(subjectId ?? '')
    else if (part === 'COLLECTION') shop.parts.collections.add(subjectId ?? '')
    else shop.parts.settings = true
  }
  return byShop
}

/**
 * The changes that `since` did not see, with the products whose time of publication has come, and the position of this read. Without
 * `since` no changes. A clock of the database that was set back is followed.
 */
async function readChanges(
  orm: Orm,
  since: Position | null,
): Promise<Position & { changes: LoggedChange[] }> {
  const [row] = await orm.em.fork().execute<(Position & { changes: LoggedChange[] })[]>(
    `select s.now::text as snapshot, s.at::text as at, coalesce((
       select json_agg(json_build_object('shopId', c.shop_id, 'part', c.part, 'subjectId', c.subject_id,
         'available', c.available))
       from (
         select * from shop_changes(coalesce(?::pg_snapshot, s.now))
         union all select p.shop_id, 'PRODUCT', p.id, null from published_products(least(?::timestamptz, s.at)) p
       ) c), '[]') as changes
     from (select pg_current_snapshot() as now, now() as at) s`,
    [since?.snapshot ?? null, since?.at ?? null],
  )
  if (!row) throw new Error('The query of changes returned no row')
  return row
}
