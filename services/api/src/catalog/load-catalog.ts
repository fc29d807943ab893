import { inShop, type EntityManager, type Orm } from '../platform/db/orm.ts'
import { money } from '../kernel/money.type.ts'
import type { Shop } from '../shop/shop.ts'
import type {
  Catalog,
  CatalogCollection,
  CatalogProduct,
  CatalogShippingMethod,
  ProductList,
} from './catalog.ts'
import { foldText } from './fold-text.ts'
import { PriceFingerprint } from './price-fingerprint.ts'
import { collectionOrder, productOrders, ProductSort } from './product-sort.ts'

/** Loads a shop's whole catalog as of one instant. `apiUrl` is prefixed to image paths. */
export function loadCatalog(orm: Orm, shop: Shop, apiUrl: string): Promise<Catalog> {
  return inShop(orm, shop.id, async (em) => {
    const rows = await readRows(em, shop.id)
    const products = new Map(rows.products.map((row) => [row.id, toProduct(row, shop.currency, apiUrl)]))
    const collections = rows.collections.map((row) => toCollection(row, products))
    const listed = [...products.values()].filter((product) => product.variants.length > 0)
    const orders = productOrders(shop.locale)
    const list = (sort: ProductSort): ProductList => sortList({ order: orders[sort], products: listed })
    return {
      bySlug: new Map(listed.map((product) => [product.slug, product])),
      variants: new Map(
        listed.flatMap((product) => product.variants).map((variant) => [variant.id, variant]),
      ),
      collections,
      collectionBySlug: new Map(collections.map((collection) => [collection.slug, collection])),
      sorted: {
        NAME: list(ProductSort.NAME),
        PRICE_ASC: list(ProductSort.PRICE_ASC),
        PRICE_DESC: list(ProductSort.PRICE_DESC),
        NEWEST: list(ProductSort.NEWEST),
      },
      shippingMethods: rows.shippingMethods,
      banks: rows.banks,
      prices: fingerprintOf(listed),
      filtered: new Map(),
    }
  })
}

function sortList({ order, products }: ProductList): ProductList {
  const entries = products.map((product) => ({ key: order.keyOf(product), id: product.id, product }))
  return { order, products: entries.sort(order.compare).map(({ product }) => product) }
}

function fingerprintOf(products: CatalogProduct[]): string {
  const fingerprint = new PriceFingerprint()
  for (const { variants } of products) for (const variant of variants) fingerprint.add(variant)
  return fingerprint.toString()
}

interface ProductRow {
  id: string
  slug: string
  name: string
  description: string
  imagePath: string | null
  createdAt: number
  variants: { id: string; sku: string; name: string; price: number; tax: number; available: number }[]
}
interface CollectionRow {
  id: string
  slug: string
  name: string
  products: { id: string; position: number }[]
}
interface Rows {
  products: ProductRow[]
  collections: CollectionRow[]
  shippingMethods: CatalogShippingMethod[]
  banks: { id: string; name: string }[]
}

/** Reads everything in one statement, so that all rows come from one snapshot. */
async function readRows(em: EntityManager, shopId: string): Promise<Rows> {
  const [row] = await em.execute<{ rows: Rows }[]>(
    `select json_build_object(
       'products', (select coalesce(json_agg(json_build_object('id', p.id, 'slug', p.slug, 'name', p.name,
           'description', p.description, 'imagePath', p.image_path,
           'createdAt', floor(extract(epoch from p.created_at) * 1000),
           'variants', coalesce(v.variants, '[]'::json))), '[]')
         from product p left join (
           select v.product_id, json_agg(json_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'price', v.price,
               'tax', v.tax_basis_points, 'available', coalesce(s.available, 0)) order by v.position, v.id) as variants
             from variant v left join stock s on s.variant_id = v.id where v.shop_id = ? group by v.product_id
         ) v on v.product_id = p.id where p.shop_id = ?),
       'collections', (select coalesce(json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name,
           'products', (select coalesce(json_agg(json_build_object('id', cp.product_id, 'position', cp.position)
             order by cp.position, cp.product_id), '[]') from collection_product cp where cp.collection_id = c.id))
           order by c.position, c.id), '[]') from collection c where c.shop_id = ?),
       'shippingMethods', (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name,
           'description', m.description, 'price', m.price, 'taxBasisPoints', m.tax_basis_points,
           'countries', m.countries) order by m.position, m.id), '[]') from shipping_method m where m.shop_id = ?),
       'banks', (select coalesce(json_agg(json_build_object('id', b.id, 'name', b.name) order by b.position, b.id), '[]')
         from gateway_account b where b.shop_id = ? and b.enabled)
     ) as rows`,
    [shopId, shopId, shopId, shopId, shopId],
  )
  if (!row) throw new Error('The catalog query returned no row')
  return row.rows
}

function toProduct(row: ProductRow, currency: string, apiUrl: string): CatalogProduct {
  const prices = row.variants.map(({ price }) => price)
  const product: CatalogProduct = {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    imageUrl: row.imagePath && `${apiUrl}${row.imagePath}`,
    variants: [],
    priceRange: { min: money(Math.min(...prices), currency), max: money(Math.max(...prices), currency) },
    createdAt: row.createdAt,
    searchText: foldText(
      [row.name, row.description, ...row.variants.flatMap(({ sku, name }) => [sku, name])].join('\n'),
    ),
  }
  product.variants = row.variants.map(({ id, sku, name, price, tax, available }) => ({
    id,
    sku,
    name,
    price: money(price, currency),
    availableQuantity: available,
    taxBasisPoints: tax,
    product,
  }))
  return product
}

function toCollection(row: CollectionRow, products: Map<string, CatalogProduct>): CatalogCollection {
  const positions = new Map(row.products.map(({ id, position }) => [id, position]))
  const members = row.products
    .flatMap(({ id }) => products.get(id) ?? [])
    .filter((p) => p.variants.length > 0)
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    list: { order: collectionOrder(positions), products: members },
    productIds: new Set(members.map((product) => product.id)),
  }
}
