import type { Process, ShopContext } from '../app/context.ts'
import { loadShop } from './load-shop.ts'
import type { Shop } from './shop-cache.ts'

/**
 * Works through what an owner's function says is due, (shop_id, id) by (shop_id, id), each in its own shop, which
 * is read once. One that fails is told in the log as `whatFailed` and keeps none of the others waiting.
 */
export async function processDueRows<A extends Process>(
  app: A,
  [sql, ...params]: readonly [sql: string, ...params: unknown[]],
  work: (ctx: ShopContext & { app: A }, id: string) => Promise<unknown>,
  whatFailed: string,
): Promise<void> {
  const due = await app.orm.em.fork().execute<{ shop_id: string; id: string }[]>(sql, params)
  const shops = new Map<string, Shop | null>()
  for (const { shop_id: shopId, id } of due) {
    try {
      if (!shops.has(shopId)) shops.set(shopId, await loadShop(app, shopId))
      const shop = shops.get(shopId)
      if (shop) await work({ app, shop, language: shop.locale }, id)
    } catch (error) {
      app.log.error({ err: error, shop: shopId, id }, whatFailed)
    }
  }
}
