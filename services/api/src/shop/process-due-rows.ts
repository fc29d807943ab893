import type { Process, ShopContext } from '../app/context.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { loadShop } from './load-shop.ts'
import type { Shop } from './shop-cache.ts'

/**
 * Calls `work` for each due row of all shops, in the context of its shop. A row that fails is logged with `errorMessage` and
 * does not stop the others.
 *
 * @param query returns the due rows as (shop_id, id), usually by a SECURITY DEFINER function such as due_orders
 */
export async function processDueRows<A extends Process>(
  app: A,
  query: readonly [sql: string, ...params: unknown[]],
  work: (ctx: ShopContext & { app: A }, id: string) => Promise<unknown>,
  errorMessage: string,
): Promise<void> {
  const [sql, ...params] = query
  const due = await app.orm.em.fork().execute<{ shop_id: string; id: string }[]>(sql, params)
  const shops = new Map<string, Shop | null>()
  for (const { shop_id: shopId, id } of due) {
    try {
      if (!shops.has(shopId)) shops.set(shopId, await loadShop(app, shopId))
      const shop = shops.get(shopId)
      if (shop) await work({ app, shop, language: shop.locale }, id)
    } catch (error) {
      reportFailure(app.log, 'scheduled-task', error, { shop: shopId, id }, errorMessage)
    }
  }
}
