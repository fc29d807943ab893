import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { ProductNames } from './choose-names.ts'
import type { ParsedProduct } from './parse-product.ts'
import { lockDeleted } from './lock-deleted.ts'
import { saveCollections } from './product-collections.ts'
import { saveImages } from './product-images.ts'
import { plainTextOf } from './sanitize-description.ts'
import type { StoredProduct } from './stored-product.ts'

type Tx = InTransaction<MerchantContext>

/** Inserts a product with its variants and their first stock. Five statements at most, whatever the number of variants. */
export async function insertProduct(tx: Tx, product: ParsedProduct, names: ProductNames): Promise<string> {
  const id = v7()
  await tx.em.execute(
    `insert into product (shop_id, id, slug, name, description, description_html, status, publish_at, seo_title, seo_description, brand,
       withdrawal_exemption, option_names)
     select ?::uuid, ?::uuid, p.slug, p.name, p.description, p.description_html, p.status, p.publish_at, p.seo_title, p.seo_description, p.brand,
       p.withdrawal_exemption, p.option_names
     from ${PRODUCT}`,
    [tx.shop.id, id, JSON.stringify(productColumns(product, names))],
  )
  await freeSlug(tx, names.slug)
  await saveVariants(tx, id, product, names)
  await saveImages(tx, id, product.images)
  await saveCollections(tx, id, product.collectionIds)
  return id
}

/**
 * Replaces a product and its variants by what was edited; variants that are missing are deleted. The stock of variants that
 * exist stays as it is. At most eight statements.
 */
export async function updateProduct(
  tx: Tx,
  before: Pick<StoredProduct, 'id' | 'slug' | 'variants'>,
  product: ParsedProduct,
  names: ProductNames,
): Promise<void> {
  await tx.em.execute(
    `update product set slug = p.slug, name = p.name, description = p.description, description_html = p.description_html,
       status = p.status, publish_at = p.publish_at, seo_title = p.seo_title, seo_description = p.seo_description, brand = p.brand,
       withdrawal_exemption = p.withdrawal_exemption, option_names = p.option_names, updated_at = now(), version = gen_random_uuid()
     from ${PRODUCT} where product.shop_id = ? and product.id = ?`,
    [JSON.stringify(productColumns(product, names)), tx.shop.id, before.id],
  )
  if (names.slug !== before.slug) {
    await freeSlug(tx, names.slug)
    await tx.em.execute('insert into product_slug (shop_id, slug, product_id) values (?, ?, ?)', [
      tx.shop.id,
      before.slug,
      before.id,
    ])
  }
  const kept = new Set(product.variants.map(({ id }) => id))
  await lockDeleted(
    tx,
    before.variants.flatMap(({ id }) => (kept.has(id) ? [] : [id])),
  )
  await saveVariants(tx, before.id, product, names)
  await saveImages(tx, before.id, product.images)
  await saveCollections(tx, before.id, product.collectionIds)
}

/** An earlier slug no longer leads to its product once a product has it. */
const freeSlug = (tx: Tx, slug: string): Promise<unknown> =>
  tx.em.execute('delete from product_slug where shop_id = ? and slug = ?', [tx.shop.id, slug])

const productColumns = (product: ParsedProduct, { slug }: ProductNames) => ({
  slug,
  name: product.name,
  description: plainTextOf(product.descriptionHtml),
  description_html: product.descriptionHtml,
  status: product.status,
  publish_at: product.publishAt,
  seo_title: product.seoTitle,
  seo_description: product.seoDescription,
  brand: product.brand,
  withdrawal_exemption: product.withdrawalExemption,
  option_names: product.optionNames,
})

const PRODUCT = `jsonb_to_record(?::jsonb) as p (slug text, name text, description text, description_html text, status text,
  publish_at timestamptz, seo_title text, seo_description text, brand text, withdrawal_exemption text, option_names text[])`

const saveVariants = (
  tx: Tx,
  productId: string,
  { variants }: ParsedProduct,
  { skus }: ProductNames,
): Promise<unknown> =>
  tx.em.execute(SAVE_VARIANTS, [
    tx.shop.id,
    productId,
    JSON.stringify(
      variants.map((variant, position) => ({
        id: variant.id ?? v7(),
        movement_id: v7(),
        is_new: variant.id === null,
        position,
        sku: skus[position],
        name: variant.name,
        option_values: variant.optionValues,
        price: variant.price,
        recommended_price: variant.recommendedPrice,
        tax_category: variant.taxCategory,
        weight_grams: variant.weightGrams,
        gtin: variant.gtin,
        low_stock_threshold: variant.lowStockThreshold,
        on_hand: variant.onHand,
      })),
    ),
    tx.member.id,
    tx.member.name,
  ])

const SAVE_VARIANTS = `
  with product as (select ?::uuid as shop_id, ?::uuid as id),
  edited as materialized (
    select product.shop_id, product.id as product_id, e.* from product, jsonb_to_recordset(?::jsonb) as e (id uuid, movement_id uuid,
      is_new boolean, position integer, sku text, name text, option_values text[], price integer, recommended_price integer,
      tax_category text, weight_grams integer, gtin text, low_stock_threshold integer, on_hand integer)
  ), deleted as (
    delete from variant v using product
    where v.shop_id = product.shop_id and v.product_id = product.id and v.id not in (select id from edited)
  ), changed as (
    update variant v set position = e.position, sku = e.sku, name = e.name, option_values = e.option_values, price = e.price,
      recommended_price = e.recommended_price, tax_category = e.tax_category, weight_grams = e.weight_grams, gtin = e.gtin,
      low_stock_threshold = e.low_stock_threshold
    from edited e
    where not e.is_new and v.shop_id = e.shop_id and v.id = e.id and v.product_id = e.product_id
      and (v.position, v.sku, v.name, v.option_values, v.price, v.recommended_price, v.tax_category, v.weight_grams, v.gtin, v.low_stock_threshold)
        is distinct from (e.position, e.sku, e.name, e.option_values, e.price, e.recommended_price, e.tax_category, e.weight_grams, e.gtin,
          e.low_stock_threshold)
  ), added as (
    insert into variant (shop_id, id, product_id, position, sku, name, option_values, price, recommended_price, tax_category, weight_grams, gtin,
        low_stock_threshold)
      select shop_id, id, product_id, position, sku, name, option_values, price, recommended_price, tax_category, weight_grams, gtin,
        low_stock_threshold from edited where is_new
  ), stocked as (
    insert into stock (shop_id, variant_id, on_hand) select shop_id, id, on_hand from edited where is_new
  )
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, member_id, member_name)
    select shop_id, movement_id, id, 'COUNTED', on_hand, on_hand, ?::uuid, ? from edited where is_new and on_hand > 0`
