import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { inShop, insertRows } from './in-shop.ts'

type Row = Record<string, unknown>

/** A shop as database rows, with the names of the columns as keys. */
export interface ShopRows {
  shop: Row & { id: string; slug: string }
  products: Row[]
  variants: Row[]
  stock: Row[]
  collections: Row[]
  collectionProducts: Row[]
  shippingZones: Row[]
  shippingMethods: Row[]
  discounts?: Row[]
  legalPages?: Row[]
}

/** Inserts a whole shop in one transaction. Its cards need no second factor: its members sign in to try things out. */
export async function insertShop(
  client: Client,
  rows: ShopRows,
  key: { key: string; secret: string },
): Promise<void> {
  const shopId = rows.shop.id
  await inShop(client, shopId, async () => {
    await insertRows(client, 'shop', [{ ...rows.shop, second_factor_required: false }])
    await addShopKey(client, shopId, key)
    await insertRows(client, 'product', rows.products)
    await insertRows(client, 'variant', rows.variants)
    await insertRows(client, 'stock', rows.stock)
    await insertRows(client, 'collection', rows.collections)
    await insertRows(client, 'collection_product', rows.collectionProducts)
    await insertRows(client, 'shipping_zone', rows.shippingZones)
    await insertRows(client, 'shipping_method', rows.shippingMethods)
    await insertRows(client, 'legal_page_version', rows.legalPages ?? [])
    const discounts = rows.discounts ?? []
    await insertRows(client, 'discount', discounts)
    await insertRows(
      client,
      'discount_use_count',
      discounts.map(({ id, max_uses }) => ({
        shop_id: shopId,
        discount_id: id,
        email_key: '',
        uses: 0,
        max_uses,
      })),
    )
  })
}

/** Adds a key to the shop, unless it has it. If the file with the demo's keys was lost, the shop gets a new one. */
export async function addShopKey(
  client: Client,
  shopId: string,
  { key, secret }: { key: string; secret: string },
): Promise<void> {
  await client.query(
    'insert into shop_key (key, shop_id, secret_hash) values ($1, $2, $3) on conflict (key) do nothing',
    [key, shopId, createHash('sha256').update(secret).digest()],
  )
}
