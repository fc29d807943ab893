import { IS_VISIBLE } from '../catalog/is-visible.ts'
import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import type { StoredProduct } from './stored-product.ts'

type Instants = 'publishAt' | 'createdAt' | 'updatedAt'
/** Times in milliseconds since 1970. */
type ProductRow = Omit<StoredProduct, Instants> & {
  publishAt: number | null
  createdAt: number
  updatedAt: number
}

/** The products with these ids that exist in the shop, in the order of the ids; in one statement. */
export async function loadProducts(
  tx: InTransaction<ShopContext>,
  ids: readonly string[],
): Promise<StoredProduct[]> {
  if (ids.length === 0) return []
  const { id } = tx.shop
  const rows = await tx.em.execute<ProductRow[]>(PRODUCTS, [toArray(ids), id, id, id, id, id, id])
  return rows.map((row) => ({
    ...row,
    publishAt: row.publishAt === null ? null : new Date(row.publishAt),
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
  }))
}

/** The product with this id, or null. */
export const loadProduct = async (
  tx: InTransaction<ShopContext>,
  id: string,
): Promise<StoredProduct | null> => (await loadProducts(tx, [id]))[0] ?? null

const milliseconds = (column: string) => `floor(extract(epoch from ${column}) * 1000)::float8`

// `offset 0` keeps the planner from merging a subquery with the rest: each wanted row is looked up by its key.
const PRODUCTS = `
  select found.* from unnest(?::uuid[]) with ordinality wanted (id, place)
  cross join lateral (
    select p.id, p.slug, p.name, p.description_html as "descriptionHtml", p.status, ${milliseconds('p.publish_at')} as "publishAt",
      ${IS_VISIBLE} as "isVisible",
      p.seo_title as "seoTitle", p.seo_description as "seoDescription", p.brand, p.withdrawal_exemption as "withdrawalExemption",
      to_jsonb(p.option_names) as "optionNames",
      ${milliseconds('p.created_at')} as "createdAt", ${milliseconds('p.updated_at')} as "updatedAt", p.version,
      (select coalesce(jsonb_agg(s.slug order by s.created_at desc, s.slug), '[]') from product_slug s
        where s.shop_id = ? and s.product_id = p.id) as "previousSlugs",
      (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'optionValues', v.option_values,
          'price', v.price, 'recommendedPrice', v.recommended_price, 'taxCategory', v.tax_category, 'weightGrams', v.weight_grams, 'gtin', v.gtin,
          'lowStockThreshold', v.low_stock_threshold, 'onHand', coalesce(stocked.on_hand, 0), 'reserved', coalesce(stocked.reserved, 0),
          'available', coalesce(stocked.available, 0)) order by v.position, v.id), '[]')
        from variant v
        left join lateral (select s.* from stock s where s.shop_id = ? and s.variant_id = v.id offset 0) stocked on true
        where v.shop_id = ? and v.product_id = p.id) as variants,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'width', m.width, 'height', m.height, 'widths', m.widths,
          'altText', i.alt_text) order by i.position), '[]')
        from product_image i join media m on m.shop_id = i.shop_id and m.id = i.media_id
        where i.shop_id = ? and i.product_id = p.id) as images,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.position, c.id), '[]')
        from collection_product cp join collection c on c.shop_id = cp.shop_id and c.id = cp.collection_id
        where cp.shop_id = ? and cp.product_id = p.id) as collections
    from product p where p.shop_id = ? and p.id = wanted.id offset 0
  ) found order by wanted.place`
