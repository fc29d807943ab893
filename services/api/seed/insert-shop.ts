import type { Client } from 'pg'
import { inShop, insertRows } from './in-shop.ts'
import { upsertShopKey } from './keep-shop-key.ts'
import type { ShopRows } from './shop-rows.ts'

/** Writes a whole shop in one transaction: it is there complete, or not at all. */
export async function insertShop(
  client: Client,
  rows: ShopRows,
  key: { key: string; secret: string },
): Promise<void> {
  const shopId = rows.shop.id
  await inShop(client, shopId, async () => {
    await insertRows(client, 'shop', [{ ...rows.shop }])
    await upsertShopKey(client, shopId, key)
    await insertRows(client, 'product', rows.products)
    await insertRows(client, 'variant', rows.variants)
    await insertRows(client, 'stock', rows.stock)
    await insertRows(client, 'collection', rows.collections)
    await insertRows(client, 'collection_product', rows.collectionProducts)
    await insertRows(client, 'shipping_method', rows.shippingMethods)
  })
}
