import { v7 } from 'uuid'
import type { InTransaction, WorkerContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import { plainTextOf } from '../product/sanitize-description.ts'
import type { ShopProduct, ShopVariant } from '../product-file/shop-product.ts'
import { isSameVariant, lockPlannedVariants } from './lock-planned-variants.ts'
import type { PlannedProduct } from './plan-import.ts'

type Tx = InTransaction<WorkerContext>

const PRODUCTS_PER_STATEMENT = 250

/** Somebody changed a product between the plan and its execution: it has to be made again. */
export class PlanOutdated extends Error {}

/**
 * Writes planned products with their variants, but not the stock of those that exist. Buyers' orders are not held up: they lock no product, and of a variant only
 * its key.
 * @param onWritten is told how many are written
 * @returns the new version of each product, by its id
 * @throws PlanOutdated
 */
export async function writePlannedProducts(
  tx: Tx,
  products: PlannedProduct[],
  onWritten: (count: number) => void = () => undefined,
): Promise<Map<string, string>> {
  const versions = new Map(products.map(({ after }) => [after.id, v7()]))
  await lockProducts(tx, products)
  await lockPlannedVariants(tx, products)
  for (let start = 0; start < products.length; start += PRODUCTS_PER_STATEMENT) {
    const chunk = products.slice(start, start + PRODUCTS_PER_STATEMENT)
    const created = chunk.filter(({ before }) => !before)
    const changed = chunk.filter(({ before }) => before)
    const rowOf = ({ after }: PlannedProduct) => productRow(after, versions.get(after.id) as string)
    if (created.length > 0)
      await tx.em.execute(INSERT_PRODUCTS, [tx.shop.id, JSON.stringify(created.map(rowOf))])
    if (changed.length > 0)
      await tx.em.execute(UPDATE_PRODUCTS, [
        JSON.stringify(changed.map(rowOf)),
        tx.shop.id,
        toArray(changed.map(({ after }) => after.id)),
      ])
    const variants = chunk.flatMap((product) => variantRows(product))
    const changedVariants = variants.filter(({ is_new }) => !is_new)
    if (changedVariants.length > 0)
      await tx.em.execute(UPDATE_VARIANTS, [
        JSON.stringify(changedVariants),
        tx.shop.id,
        toArray(changedVariants.map(({ id }) => id)),
      ])
    const newVariants = variants.filter(({ is_new }) => is_new)
    if (newVariants.length > 0)
      await tx.em.execute(INSERT_VARIANTS, [tx.shop.id, JSON.stringify(newVariants)])
    await writeImages(tx, chunk)
    onWritten(start + chunk.length)
  }
  return versions
}

/** In id order, as other editors lock them. */
async function lockProducts(tx: Tx, products: PlannedProduct[]): Promise<void> {
  const versions = new Map(
    products.flatMap(({ before }) => (before ? [[before.id, before.version] as const] : [])),
  )
  if (versions.size === 0) return
  const locked = await tx.em.execute<{ id: string; version: string }[]>(
    'select id, version from product where shop_id = ? and id = any(?::uuid[]) order by id for no key update',
    [tx.shop.id, toArray([...versions.keys()])],
  )
  const isSame =
    locked.length === versions.size && locked.every(({ id, version }) => versions.get(id) === version)
  if (!isSame) throw new PlanOutdated()
}

/** The pictures of these products, in their order. */
async function writeImages(tx: Tx, products: PlannedProduct[]): Promise<void> {
  const changed = products.filter(
    ({ before, after }) => JSON.stringify(before?.images ?? []) !== JSON.stringify(after.images),
  )
  if (changed.length === 0) return
  const rows = changed.flatMap(({ after: { id, images } }) =>
    images.map((image, position) => ({
      product_id: id,
      media_id: image.id,
      position,
      alt_text: image.altText,
    })),
  )
  // A picture that nothing referred to may have been deleted since the plan was made.
  const ids = [...new Set(rows.map(({ media_id }) => media_id))]
  const locked = await tx.em.execute<unknown[]>(
    'select from media where shop_id = ? and id = any(?::uuid[]) order by id for key share',
    [tx.shop.id, toArray(ids)],
  )
  if (locked.length < ids.length) throw new PlanOutdated()
  await tx.em.execute(WRITE_IMAGES, [
    tx.shop.id,
    toArray(changed.map(({ after }) => after.id)),
    JSON.stringify(rows),
  ])
}

const productRow = (product: ShopProduct, version: string) => ({
  id: product.id,
  version,
  slug: product.slug,
  name: product.name,
  description: plainTextOf(product.descriptionHtml),
  description_html: product.descriptionHtml,
  status: product.status,
  publish_at: product.publishAt,
  seo_title: product.seoTitle,
  seo_description: product.seoDescription,
  brand: product.brand,
  option_names: product.optionNames,
})

/** Of the variants that are new, or differ in more than their stock. */
function variantRows({ before, after }: PlannedProduct) {
  const known = new Map(before?.variants.map((variant) => [variant.id, variant]))
  return after.variants.flatMap((variant, position) => {
    const old = known.get(variant.id)
    return old && isSameVariant(old, variant) ? [] : [variantRow(after, variant, position, !old)]
  })
}

const variantRow = (product: ShopProduct, variant: ShopVariant, position: number, isNew: boolean) => ({
  id: variant.id,
  product_id: product.id,
  is_new: isNew,
  position,
  sku: variant.sku,
  name: variant.name,
  option_values: variant.optionValues,
  price: variant.price,
  recommended_price: variant.recommendedPrice,
  tax_category: variant.taxCategory,
  weight_grams: variant.weightGrams,
  gtin: variant.gtin,
})

const PRODUCT_ROWS = `jsonb_to_recordset(?::jsonb) as p (id uuid, version uuid, slug text, name text, description text,
  description_html text, status text, publish_at timestamptz, seo_title text, seo_description text, brand text, option_names text[])`

const INSERT_PRODUCTS = `
  insert into product (shop_id, id, version, slug, name, description, description_html, status, publish_at, seo_title, seo_description, brand, option_names)
  select ?::uuid, p.* from ${PRODUCT_ROWS}`

const UPDATE_PRODUCTS = `
  update product set version = p.version, name = p.name, description = p.description, description_html = p.description_html,
    status = p.status, publish_at = p.publish_at, seo_title = p.seo_title, seo_description = p.seo_description, brand = p.brand, option_names = p.option_names, updated_at = now()
  from ${PRODUCT_ROWS} where product.shop_id = ? and product.id = any(?::uuid[]) and product.id = p.id`

const VARIANT_ROWS = `jsonb_to_recordset(?::jsonb) as v (id uuid, product_id uuid, position integer, sku text, name text,
  option_values text[], price integer, recommended_price integer, tax_category text, weight_grams integer, gtin text)`

const UPDATE_VARIANTS = `
  update variant set sku = v.sku, name = v.name, option_values = v.option_values, price = v.price,
    recommended_price = v.recommended_price, tax_category = v.tax_category, weight_grams = v.weight_grams, gtin = v.gtin
  from ${VARIANT_ROWS} where variant.shop_id = ? and variant.id = any(?::uuid[]) and variant.id = v.id`

const INSERT_VARIANTS = `
  with added as (
    insert into variant (shop_id, id, product_id, position, sku, name, option_values, price, recommended_price, tax_category, weight_grams, gtin)
    select ?::uuid, v.* from ${VARIANT_ROWS} returning shop_id, id
  )
  insert into stock (shop_id, variant_id, on_hand) select shop_id, id, 0 from added`

const WRITE_IMAGES = `
  with shop as (select ?::uuid as id, ?::uuid[] as product_ids),
  wanted as materialized (
    select * from jsonb_to_recordset(?::jsonb) as w (product_id uuid, media_id uuid, position integer, alt_text text)
  ), removed as (
    delete from product_image i using shop where i.shop_id = shop.id and i.product_id = any (shop.product_ids)
      and not exists (select from wanted w where w.product_id = i.product_id and w.media_id = i.media_id)
  )
  insert into product_image as i (shop_id, product_id, media_id, position, alt_text)
    select shop.id, w.product_id, w.media_id, w.position, w.alt_text from shop, wanted w
  on conflict (shop_id, product_id, media_id) do update set position = excluded.position, alt_text = excluded.alt_text
    where (i.position, i.alt_text) is distinct from (excluded.position, excluded.alt_text)`
