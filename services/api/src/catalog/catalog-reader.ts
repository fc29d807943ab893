import type { Discount } from '../discount/discount.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import { toArray } from '../platform/db/sql.ts'
import { selectPriorPrice } from '../reduction/select-prior-price.ts'
import { IS_VISIBLE } from './is-visible.ts'
import type { Bank } from '../shop/shop.type.ts'
import type { CatalogShippingMethod, CatalogShippingZone } from './catalog.ts'
import type { CollectionRow, ImageRow, MemberRow, ProductRow, VariantRow } from './catalog-rows.ts'
import { DISCOUNTS } from './select-discounts.ts'
import { SHIPPING_METHODS, SHIPPING_ZONES } from './select-shipping.ts'

/** Rows that are processed together, without a pause. */
const ROWS_PER_PAGE = 500

/** Reads what buyers see of a shop's catalog by flat SELECTs, within one repeatable-read transaction. Why so: docs/performance/catalogue.md. */
export class CatalogReader {
  readonly #em: EntityManager
  readonly #shopId: string

  constructor(em: EntityManager, shopId: string) {
    this.#em = em
    this.#shopId = shopId
  }

  /** The snapshot of all that is read, as the text of a `pg_snapshot`. */
  async snapshot(): Promise<string> {
    const [row] = await this.#em.execute<[{ snapshot: string }]>(
      'select pg_current_snapshot()::text as snapshot',
    )
    return row.snapshot
  }

  /** Pages of all products. */
  async *allProducts(): AsyncGenerator<ProductRow[]> {
    const quantities = new Map<string, number>()
    for await (const page of this.#scan<{ variantId: string; available: number }>(STOCK))
      for (const { variantId, available } of page) quantities.set(variantId, available)
    const variants = new Map<string, VariantRow[]>()
    for await (const page of this.#scan<VariantRow>(VARIANTS))
      for (const variant of page) {
        variant.available = quantities.get(variant.id) ?? 0
        addToGroup(variants, variant)
      }
    const slugs = new Map<string, string[]>()
    for await (const page of this.#scan<{ productId: string; slug: string }>(SLUGS))
      for (const { productId, slug } of page) slugs.set(productId, [...(slugs.get(productId) ?? []), slug])
    for await (const page of this.#scan<ProductRow>(PRODUCTS)) {
      for (const product of page) product.previousSlugs = slugs.get(product.id) ?? []
      yield withVariants(page, variants)
    }
  }

  /** Pages of the products with these ids that exist. */
  async *products(ids: readonly string[]): AsyncGenerator<ProductRow[]> {
    for (let start = 0; start < ids.length; start += ROWS_PER_PAGE) {
      const wanted = toArray(ids.slice(start, start + ROWS_PER_PAGE))
      const page = await this.#em.execute<ProductRow[]>(PRODUCTS_BY_ID, [wanted, this.#shopId])
      const variants = new Map<string, VariantRow[]>()
      for (const variant of await this.#em.execute<VariantRow[]>(VARIANTS_BY_PRODUCT, [
        wanted,
        this.#shopId,
        this.#shopId,
      ]))
        addToGroup(variants, variant)
      yield withVariants(page, variants)
    }
  }

  /** The pictures of all products, or of those with these ids, in the merchant's order. */
  async images(productIds: readonly string[] | null): Promise<Map<string, ImageRow[]>> {
    const images = new Map<string, ImageRow[]>()
    const add = (image: ImageRow) =>
      images.set(image.productId, [...(images.get(image.productId) ?? []), image])
    if (productIds === null)
      for await (const page of this.#scan<ImageRow>(`${IMAGES} ${IN_ORDER}`)) page.forEach(add)
    else {
      const query = `${IMAGES} and i.product_id = any (?::uuid[]) ${IN_ORDER}`
      const rows = await this.#em.execute<ImageRow[]>(query, [this.#shopId, toArray(productIds)])
      rows.forEach(add)
    }
    return images
  }

  collections(): Promise<CollectionRow[]> {
    return this.#em.execute<CollectionRow[]>(COLLECTIONS, [this.#shopId])
  }

  /** Pages of the members of all collections, or of one. */
  members(collectionId?: string): AsyncGenerator<MemberRow[]> {
    return collectionId === undefined
      ? this.#scan(MEMBERS)
      : this.#scan(`${MEMBERS} and m.collection_id = ?`, collectionId)
  }

  shippingMethods(): Promise<CatalogShippingMethod[]> {
    return this.#em.execute<CatalogShippingMethod[]>(SHIPPING_METHODS, [this.#shopId])
  }

  shippingZones(): Promise<CatalogShippingZone[]> {
    return this.#em.execute<CatalogShippingZone[]>(SHIPPING_ZONES, [this.#shopId])
  }

  discounts(): Promise<Discount[]> {
    return this.#em.execute<Discount[]>(DISCOUNTS, [this.#shopId, this.#shopId])
  }

  banks(): Promise<Bank[]> {
    return this.#em.execute<Bank[]>(BANKS, [this.#shopId])
  }

  /** Pages of a SELECT that reads each row once, whatever its plan. */
  async *#scan<Row>(query: string, ...params: string[]): AsyncGenerator<Row[]> {
    await this.#em.execute(`declare page no scroll cursor for ${query}`, [this.#shopId, ...params])
    for (let isEnd = false; !isEnd;) {
      const rows = await this.#em.execute<Row[]>(`fetch ${ROWS_PER_PAGE} from page`)
      isEnd = rows.length < ROWS_PER_PAGE
      if (rows.length > 0) yield rows
    }
    await this.#em.execute('close page')
  }
}

function addToGroup(groups: Map<string, VariantRow[]>, variant: VariantRow): void {
  const group = groups.get(variant.productId)
  if (group) group.push(variant)
  else groups.set(variant.productId, [variant])
}

const withVariants = (page: ProductRow[], variants: Map<string, VariantRow[]>): ProductRow[] =>
  page.map((product) => Object.assign(product, { variants: variants.get(product.id) ?? [] }))

const PRODUCT_COLUMNS = `p.id, p.slug, p.name, p.description, p.description_html as "descriptionHtml",
  p.seo_title as "seoTitle", p.seo_description as "seoDescription", p.brand,
  p.withdrawal_exemption as "withdrawalExemption", to_jsonb(p.option_names) as "optionNames", p.image_path as "imagePath",
  floor(extract(epoch from p.created_at) * 1000)::float8 as "createdAt",
  floor(extract(epoch from greatest(p.updated_at, p.publish_at)) * 1000)::float8 as "updatedAt"`

const VARIANT_COLUMNS = `v.product_id as "productId", v.id, v.sku, v.name, to_jsonb(v.option_values) as "optionValues", v.price,
  v.recommended_price as "recommendedPrice",
  v.tax_category as "taxCategory", v.weight_grams as "weightGrams", v.gtin, v.position,
  ${selectPriorPrice('v')} as "priorPrice"`

const PRODUCTS = `select ${PRODUCT_COLUMNS} from product p where p.shop_id = ? and ${IS_VISIBLE}`

const VARIANTS = `select ${VARIANT_COLUMNS} from variant v where v.shop_id = ?`

const SLUGS = 'select s.product_id as "productId", s.slug from product_slug s where s.shop_id = ?'

const STOCK = 'select s.variant_id as "variantId", s.available from stock s where s.shop_id = ?'

// `offset 0` keeps the planner from merging a subquery with the rest: each wanted row is looked up by its key.
const PRODUCTS_BY_ID = `
  select found.* from unnest(?::uuid[]) wanted (id)
  cross join lateral (
    select ${PRODUCT_COLUMNS},
      (select coalesce(jsonb_agg(s.slug), '[]') from product_slug s where s.shop_id = p.shop_id and s.product_id = p.id) as "previousSlugs"
    from product p where p.shop_id = ? and p.id = wanted.id and ${IS_VISIBLE} offset 0
  ) found`

const VARIANTS_BY_PRODUCT = `
  select found.*, coalesce(stocked.available, 0) as available from unnest(?::uuid[]) wanted (id)
  cross join lateral (
    select ${VARIANT_COLUMNS} from variant v where v.shop_id = ? and v.product_id = wanted.id offset 0
  ) found
  left join lateral (
    select s.available from stock s where s.shop_id = ? and s.variant_id = found.id offset 0
  ) stocked on true`

const IN_ORDER = 'order by i.product_id, i.position'

const IMAGES = `
  select i.product_id as "productId", m.id, m.width, m.height, to_jsonb(m.widths) as widths, i.alt_text as "altText"
  from product_image i join media m on m.shop_id = i.shop_id and m.id = i.media_id where i.shop_id = ?`

const COLLECTIONS = `
  select c.id, c.slug, c.name, c.parent_id as "parentId", c.position, c.description_html as "descriptionHtml",
    c.seo_title as "seoTitle", c.seo_description as "seoDescription", c.kind, c.rules, c.match, c.sort,
    case when m.id is not null then jsonb_build_object('id', m.id, 'width', m.width, 'height', m.height, 'widths', m.widths) end as image
  from collection c left join media m on m.shop_id = c.shop_id and m.id = c.media_id
  where c.shop_id = ? order by c.position, c.id`

const MEMBERS = `
  select m.collection_id as "collectionId", m.product_id as "productId", m.position
  from collection_product m where m.shop_id = ?`

const BANKS =
  'select b.id, b.name from gateway_account b where b.shop_id = ? and b.enabled order by b.position, b.id'
