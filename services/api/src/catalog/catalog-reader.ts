import type { EntityManager } from '../platform/db/orm.ts'
import type { Bank } from '../shop/shop.type.ts'
import type { CatalogShippingMethod } from './catalog.ts'

export interface VariantRow {
  productId: string
  id: string
  sku: string
  name: string
  /** Minor units, tax included. */
  price: number
  taxBasisPoints: number
  available: number
  position: number
}
export interface ProductRow {
  id: string
  slug: string
  name: string
  description: string
  imagePath: string | null
  /** Epoch milliseconds. */
  createdAt: number
  /** In the merchant's order. */
  variants: VariantRow[]
}
export interface CollectionRow {
  id: string
  slug: string
  name: string
  position: number
}
export interface MemberRow {
  collectionId: string
  productId: string
  position: number
}

const PRODUCTS_PER_PAGE = 250
const MEMBERS_PER_PAGE = 2_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Reads a shop's catalog, within one repeatable-read transaction. No plan depends on statistics: see docs/performance/catalogue.md. */
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

  /** Pages of all products, in the order of their ids. */
  async *allProducts(): AsyncGenerator<ProductRow[]> {
    for (let last = FIRST_ID, isEnd = false; !isEnd;) {
      const page = await this.#em.execute<ProductRow[]>(PRODUCTS_AFTER, [
        this.#shopId,
        last,
        PRODUCTS_PER_PAGE,
      ])
      isEnd = page.length < PRODUCTS_PER_PAGE
      last = page.at(-1)?.id ?? last
      if (page.length > 0) yield this.#withVariants(page)
    }
  }

  /** Pages of the products with these ids that exist. */
  async *products(ids: readonly string[]): AsyncGenerator<ProductRow[]> {
    for (let start = 0; start < ids.length; start += PRODUCTS_PER_PAGE) {
      const wanted = toArray(ids.slice(start, start + PRODUCTS_PER_PAGE))
      const page = await this.#em.execute<ProductRow[]>(PRODUCTS_BY_ID, [wanted, this.#shopId])
      if (page.length > 0) yield this.#withVariants(page)
    }
  }

  async #withVariants(page: ProductRow[]): Promise<ProductRow[]> {
    const byProduct = new Map(page.map((product) => [product.id, Object.assign(product, { variants: [] })]))
    const variants = await this.#em.execute<VariantRow[]>(VARIANTS, [
      toArray([...byProduct.keys()]),
      this.#shopId,
      this.#shopId,
    ])
    for (const variant of variants) (byProduct.get(variant.productId)?.variants as VariantRow[]).push(variant)
    return page
  }

  collections(): Promise<CollectionRow[]> {
    return this.#em.execute<CollectionRow[]>(COLLECTIONS, [this.#shopId])
  }

  /** Pages of the members of all collections, or of one. */
  async *members(collectionId?: string): AsyncGenerator<MemberRow[]> {
    let after: [string, string] = [collectionId ?? FIRST_ID, FIRST_ID]
    for (let isEnd = false; !isEnd;) {
      const page = await this.#em.execute<MemberRow[]>(MEMBERS_AFTER, [
        this.#shopId,
        ...after,
        collectionId ?? LAST_ID,
        MEMBERS_PER_PAGE,
      ])
      isEnd = page.length < MEMBERS_PER_PAGE
      const last = page.at(-1)
      if (last) after = [last.collectionId, last.productId]
      if (page.length > 0) yield page
    }
  }

  shippingMethods(): Promise<CatalogShippingMethod[]> {
    return this.#em.execute<CatalogShippingMethod[]>(SHIPPING_METHODS, [this.#shopId])
  }

  banks(): Promise<Bank[]> {
    return this.#em.execute<Bank[]>(BANKS, [this.#shopId])
  }
}

const toArray = (ids: string[]): string => `{${ids.join(',')}}`

const PRODUCT_COLUMNS = `p.id, p.slug, p.name, p.description, p.image_path as "imagePath",
  floor(extract(epoch from p.created_at) * 1000)::float8 as "createdAt"`

const PRODUCTS_AFTER = `
  select ${PRODUCT_COLUMNS} from product p where p.shop_id = ? and p.id > ? order by p.id limit ?`

// `offset 0` keeps the planner from merging a subquery with the rest: it looks up each wanted row by its key, whatever it believes
// about the number of rows.
const PRODUCTS_BY_ID = `
  select found.* from unnest(?::uuid[]) wanted (id)
  cross join lateral (select ${PRODUCT_COLUMNS} from product p where p.shop_id = ? and p.id = wanted.id offset 0) found`

const VARIANTS = `
  select found.*, coalesce(stocked.available, 0) as available from unnest(?::uuid[]) wanted (id)
  cross join lateral (
    select v.product_id as "productId", v.id, v.sku, v.name, v.price, v.tax_basis_points as "taxBasisPoints", v.position
    from variant v where v.shop_id = ? and v.product_id = wanted.id order by v.position, v.id offset 0
  ) found
  left join lateral (
    select s.available from stock s where s.shop_id = ? and s.variant_id = found.id offset 0
  ) stocked on true`

const COLLECTIONS = `
  select c.id, c.slug, c.name, c.position from collection c where c.shop_id = ? order by c.position, c.id`

const MEMBERS_AFTER = `
  select m.collection_id as "collectionId", m.product_id as "productId", m.position from collection_product m
  where m.shop_id = ? and (m.collection_id, m.product_id) > (?, ?) and m.collection_id <= ?
  order by m.collection_id, m.product_id limit ?`

const SHIPPING_METHODS = `
  select m.id, m.name, m.description, m.price, m.tax_basis_points as "taxBasisPoints", m.countries
  from shipping_method m where m.shop_id = ? order by m.position, m.id`

const BANKS = `
  select b.id, b.name from gateway_account b where b.shop_id = ? and b.enabled order by b.position, b.id`
