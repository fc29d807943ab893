import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import type { FileProduct } from '../product-file/file-product.ts'
import type { ShopProduct } from '../product-file/shop-product.ts'
import { toSlug } from '../product/to-slug.ts'
import type { KnownProducts } from './match-products.ts'
import { skuOf } from './new-names.ts'

type Tx = InTransaction<ShopContext>

const NAMES_PER_STATEMENT = 5_000
const PRODUCTS_PER_STATEMENT = 1_000

/** Loads the products of the shop that a file may mean, and those whose slug or SKU a new one could not have. */
export async function loadKnownProducts(tx: Tx, files: FileProduct[]): Promise<KnownProducts> {
  const slugs = new Set(
    files.flatMap(({ handle, name }) => [handle, name && toSlug(name)].filter((slug) => !!slug)),
  )
  const skus = new Set(files.flatMap((file) => skusOf(file)))
  const bySlugRows = await lookUp(tx, PRODUCT_OF_SLUG, [...slugs] as string[])
  const bySkuRows = await lookUp(tx, PRODUCT_OF_SKU, [...skus])
  const products = await loadShopProducts(tx, [
    ...new Set([...bySlugRows, ...bySkuRows].map(({ productId }) => productId)),
  ])
  const byId = new Map(products.map((product) => [product.id, product]))
  const index = (rows: Found[]) =>
    new Map(
      rows.flatMap(({ name, productId }) => {
        const product = byId.get(productId)
        return product ? [[name, product] as const] : []
      }),
    )
  return { bySlug: index(bySlugRows), bySku: index(bySkuRows) }
}

/** The SKUs in the file, and those that are made for items without one. */
const skusOf = ({ handle, name, variants }: FileProduct): string[] =>
  variants.map(({ sku, optionValues }) => sku ?? skuOf(handle ?? toSlug(name ?? ''), optionValues))

interface Found {
  name: string
  productId: string
}

async function lookUp(tx: Tx, statement: string, names: string[]): Promise<Found[]> {
  const found: Found[] = []
  for (let start = 0; start < names.length; start += NAMES_PER_STATEMENT) {
    const wanted = JSON.stringify(names.slice(start, start + NAMES_PER_STATEMENT))
    found.push(...(await tx.em.execute<Found[]>(statement, [tx.shop.id, wanted])))
  }
  return found
}

/** Loads products by their ids, in the order of the ids. */
export async function loadShopProducts(tx: Tx, ids: string[]): Promise<ShopProduct[]> {
  const products: ShopProduct[] = []
  for (let start = 0; start < ids.length; start += PRODUCTS_PER_STATEMENT) {
    const wanted = toArray(ids.slice(start, start + PRODUCTS_PER_STATEMENT))
    products.push(...(await tx.em.execute<ShopProduct[]>(PRODUCTS, [tx.shop.id, wanted])))
  }
  return products
}

// `offset 0` keeps the planner from merging a subquery with the rest: each name is looked up by its key. A present slug comes last and wins.
const PRODUCT_OF_SLUG = `
  with shop as (select ?::uuid as id), wanted as (select name from jsonb_array_elements_text(?::jsonb) w (name))
  select w.name, found.product_id as "productId" from shop, wanted w,
    lateral (select s.product_id from product_slug s where s.shop_id = shop.id and s.slug = w.name offset 0) found
  union all
  select w.name, found.id from shop, wanted w,
    lateral (select p.id from product p where p.shop_id = shop.id and p.slug = w.name offset 0) found`

const PRODUCT_OF_SKU = `
  with shop as (select ?::uuid as id)
  select w.name, found.product_id as "productId" from shop, jsonb_array_elements_text(?::jsonb) w (name),
    lateral (select v.product_id from variant v where v.shop_id = shop.id and v.sku = w.name offset 0) found`

// The order of keys is that of ShopProduct and ShopVariant, by which an import compares before and after.
const PRODUCTS = `
  with shop as (select ?::uuid as id)
  select found.* from shop, unnest(?::uuid[]) with ordinality wanted (id, place), lateral (
    select p.id, p.version, p.slug, p.name, p.description_html as "descriptionHtml", p.status, p.seo_title as "seoTitle",
      p.seo_description as "seoDescription", to_jsonb(p.option_names) as "optionNames",
      (select coalesce(json_agg(json_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'optionValues', v.option_values,
          'price', v.price, 'recommendedPrice', v.recommended_price, 'taxCategory', v.tax_category, 'weightGrams', v.weight_grams,
          'onHand', coalesce(stocked.on_hand, 0)) order by v.position, v.id), '[]')
        from variant v
        left join lateral (select s.on_hand from stock s where s.shop_id = shop.id and s.variant_id = v.id offset 0) stocked on true
        where v.shop_id = shop.id and v.product_id = p.id) as variants
    from product p where p.shop_id = shop.id and p.id = wanted.id offset 0
  ) found order by wanted.place`
