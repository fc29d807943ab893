import type { TestApi } from './api.ts'
import { executeAllInShop } from './sql.ts'

/** Inserts products with one variant each, and a collection of all of them, as an import does: in few statements. */
export const importProducts = (api: TestApi, shop: { id: string }, count: number): Promise<void> =>
  executeAllInShop(api, shop, [
    [
      `insert into product (id, shop_id, slug, name, description)
       select gen_random_uuid(), $1, 'i-' || n, 'Imported ' || n, 'One of many' from generate_series(1, $2::integer) n`,
      shop.id,
      count,
    ],
    [
      `insert into variant (id, shop_id, product_id, sku, name, price, position)
       select gen_random_uuid(), p.shop_id, p.id, p.slug, 'Standard', 1000, 0
       from product p where p.shop_id = $1 and p.slug like 'i-%'`,
      shop.id,
    ],
    [
      `insert into stock (shop_id, variant_id, on_hand)
       select v.shop_id, v.id, 10 from variant v where v.shop_id = $1 and v.sku like 'i-%'`,
      shop.id,
    ],
    [
      `with imported as (
         insert into collection (id, shop_id, slug, name, position)
         values (gen_random_uuid(), $1, 'imported', 'Imported', 0) returning id, shop_id)
       insert into collection_product (shop_id, collection_id, product_id, position)
       select i.shop_id, i.id, p.id, 0 from imported i join product p on p.shop_id = i.shop_id`,
      shop.id,
    ],
  ])
