import type { Process } from '../context.ts'
import type { Shop } from './shops.ts'

/** A shop's settings as the worker may read them: without keys, origins, and what api alone decides by. Null when there is no such shop. */
export async function loadShop(app: Process, shopId: string): Promise<Shop | null> {
  const [row] = await app.orm.em.fork().execute<Omit<Shop, keyof typeof NOT_READ>[]>(
    `select id, slug, name, currency, locale, country, time_zone as "timeZone", payment_modes as "paymentModes",
       card_brands as "cardBrands", fragment_to as "fragmentTo", card_page_url as "cardPageUrl",
       kept_retention_seconds as "keptRetentionSeconds"
     from shop where id = ?`,
    [shopId],
  )
  return row ? { ...row, ...NOT_READ } : null
}

const NOT_READ = { keys: [], origins: [], openPgpKey: null, openPgpRequired: false }
