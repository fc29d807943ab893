import type { Process } from '../app/context.ts'
import type { Shop } from './shop-cache.ts'

/** A shop's settings as the worker may read them: without keys, and what api alone decides by. Null when there is no such shop. */
export async function loadShop(app: Process, shopId: string): Promise<Shop | null> {
  const [row] = await app.orm.em.fork().execute<Omit<Shop, keyof typeof NOT_READ>[]>(
    `select id, slug, name, currency, locale, country, time_zone as "timeZone", payment_modes as "paymentModes",
       card_brands as "cardBrands", fragment_to as "fragmentTo", card_page_url as "cardPageUrl",
       order_page_url as "orderPageUrl", order_delay_seconds as "orderDelaySeconds",
       bank_delay_seconds as "bankDelaySeconds", kept_retention_seconds as "keptRetentionSeconds",
       coalesce((select json_agg(o.origin order by o.origin) from shop_origin o where o.shop_id = shop.id), '[]') as origins
     from shop where id = ?`,
    [shopId],
  )
  return row ? { ...row, ...NOT_READ } : null
}

const NOT_READ = { keys: [], openPgpKey: null, openPgpRequired: false }
