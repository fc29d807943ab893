import type { InTransaction, ShopContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'
import { Pace } from '../kernel/pace.ts'
import type { FileProduct } from '../product-file/file-product.ts'
import type { FileReading } from '../product-file/read-file.ts'
import type { ShopProduct } from '../product-file/shop-product.ts'
import { toSlug } from '../product/to-slug.ts'
import type { KnownCollection, KnownProducts } from './match-products.ts'
import { skuOf } from './new-names.ts'

type Tx = InTransaction<ShopContext>

const NAMES_PER_STATEMENT = 5_000
const PRODUCTS_PER_STATEMENT = 250

/**
 * Loads the products of the shop that a file may mean, those whose slug or SKU a new one could not have, and its collections.
 * @param site of PrestaShop, whose numbers of products the file gives
 */
export async function loadKnownProducts(
  tx: Tx,
  { products: files, format }: Pick<FileReading, 'products' | 'format'>,
  site: string,
): Promise<KnownProducts> {
  const { slugs, skus, externalIds } = await namesIn(files)
  const bySlugRows = await lookUp(tx, PRODUCT_OF_SLUG, slugs)
  const bySkuRows = await lookUp(tx, PRODUCT_OF_SKU, skus)
  const sources = format.startsWith('PRESTASHOP') ? await loadSources(tx, externalIds, site) : []
  const found = [...bySlugRows, ...bySkuRows, ...sources].map(({ productId }) => productId)
  const products = await loadShopProducts(tx, [...new Set(found)])
  const byId = new Map(products.map((product) => [product.id, product]))
  const index = (rows: Found[]) =>
    new Map(
      rows.flatMap(({ name, productId }) => {
        const product = byId.get(productId)
        return product ? [[name, product] as const] : []
      }),
    )
  const bySourceId = new Map(
    sources.flatMap(({ name, productId, basePrice }) => {
      const product = byId.get(productId)
      return product ? [[name, { product, basePrice }] as const] : []
    }),
  )
  const collections = files.some((file) => file.collections) ? await loadCollections(tx) : new Map()
  return { bySlug: index(bySlugRows), bySku: index(bySkuRows), bySourceId, collections }
}

const WORK = 300

/** Slugs and SKUs in the file, and those that are made for what has none; and ids in the program that wrote it. */
async function namesIn(files: FileProduct[]) {
  const [slugs, skus, externalIds] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const pace = new Pace()
  for (const { handle, name: productName, variants, externalId, productReference } of files) {
    await pace.add(WORK * (1 + variants.length))
    const ownSlug = toSlug(productName ?? '')
    for (const slug of [handle, ownSlug]) if (slug) slugs.add(slug)
    for (const { sku, optionValues, name } of variants)
      skus.add(sku ?? skuOf(handle ?? ownSlug, optionValues.length > 0 ? optionValues : name ? [name] : []))
    if (productReference !== undefined) skus.add(productReference)
    if (externalId !== undefined) externalIds.add(externalId)
  }
  return { slugs: [...slugs], skus: [...skus], externalIds: [...externalIds] }
}

interface FoundSource extends Found {
  basePrice: number | null
}

const loadSources = (tx: Tx, ids: string[], site: string): Promise<FoundSource[]> =>
  lookUp<FoundSource>(tx, PRODUCT_OF_SOURCE, ids, [site])

/** By their names in lower case; of several with one name, the first. */
async function loadCollections(tx: Tx): Promise<KnownProducts['collections']> {
  const rows = await tx.em.execute<KnownCollection[]>(COLLECTIONS, [tx.shop.id])
  return new Map(rows.reverse().map((collection) => [collection.name.toLowerCase(), collection]))
}

interface Found {
  name: string
  productId: string
}

async function lookUp<Row extends Found = Found>(
  tx: Tx,
  statement: string,
  names: string[],
  others: string[] = [],
): Promise<Row[]> {
  const found: Row[] = []
  for (let start = 0; start < names.length; start += NAMES_PER_STATEMENT) {
    const wanted = JSON.stringify(names.slice(start, start + NAMES_PER_STATEMENT))
    found.push(...(await tx.em.execute<Row[]>(statement, [tx.shop.id, wanted, ...others])))
  }
  return found
}

/** Milliseconds since 1970. */
type ProductRow = Omit<ShopProduct, 'publishAt'> & { publishAt: number | null }

/** Loads products by their ids, in the order of the ids. */
export async function loadShopProducts(tx: Tx, ids: string[]): Promise<ShopProduct[]> {
  const products: ShopProduct[] = []
  for (let start = 0; start < ids.length; start += PRODUCTS_PER_STATEMENT) {
    const wanted = toArray(ids.slice(start, start + PRODUCTS_PER_STATEMENT))
    const rows = await tx.em.execute<ProductRow[]>(PRODUCTS, [tx.shop.id, wanted])
    for (const row of rows)
      products.push({
        ...row,
        publishAt: row.publishAt === null ? null : new Date(row.publishAt).toISOString(),
      })
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

const PRODUCT_OF_SOURCE = `
  with shop as (select ?::uuid as id)
  select w.name, found.product_id as "productId", found.base_price as "basePrice" from shop, jsonb_array_elements_text(?::jsonb) w (name),
    (select ?::text as name) site,
    lateral (select s.product_id, s.base_price from product_source s
      where s.shop_id = shop.id and s.source = 'PRESTASHOP' and s.site = site.name and s.external_id = w.name offset 0) found`

const COLLECTIONS = `
  select c.id, c.name, c.kind = 'RULES' as "hasRules",
    (select count(*)::integer from collection_product cp where cp.shop_id = c.shop_id and cp.collection_id = c.id) as "productCount"
  from collection c where c.shop_id = ? order by c.position, c.id`

// The order of keys is that of ShopProduct and ShopVariant, by which an import compares before and after.
const PRODUCTS = `
  with shop as (select ?::uuid as id)
  select found.* from shop, unnest(?::uuid[]) with ordinality wanted (id, place), lateral (
    select p.id, p.version, p.slug, p.name, p.description_html as "descriptionHtml", p.status,
      floor(extract(epoch from p.publish_at) * 1000)::float8 as "publishAt", p.seo_title as "seoTitle",
      p.seo_description as "seoDescription", p.brand, to_jsonb(p.option_names) as "optionNames",
      (select coalesce(json_agg(json_build_object('id', i.media_id, 'altText', i.alt_text) order by i.position, i.media_id), '[]')
        from product_image i where i.shop_id = shop.id and i.product_id = p.id) as images,
      (select coalesce(json_agg(c.name order by c.position, c.id), '[]')
        from collection_product cp join collection c on c.shop_id = cp.shop_id and c.id = cp.collection_id
        where cp.shop_id = shop.id and cp.product_id = p.id and c.kind = 'MANUAL') as collections,
      (select coalesce(json_agg(json_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'optionValues', v.option_values,
          'price', v.price, 'recommendedPrice', v.recommended_price, 'taxCategory', v.tax_category, 'weightGrams', v.weight_grams, 'gtin', v.gtin,
          'onHand', coalesce(stocked.on_hand, 0)) order by v.position, v.id), '[]')
        from variant v
        left join lateral (select s.on_hand from stock s where s.shop_id = shop.id and s.variant_id = v.id offset 0) stocked on true
        where v.shop_id = shop.id and v.product_id = p.id) as variants
    from product p where p.shop_id = shop.id and p.id = wanted.id offset 0
  ) found order by wanted.place`
