import { LRUCache } from 'lru-cache'
import { forEachInSlices } from '../kernel/slices.ts'
import type { Shop } from '../shop/shop.ts'
import { buildCollection } from './build-collection.ts'
import type { Catalog, CatalogCollection, CatalogProduct, ProductList } from './catalog.ts'
import { dependsOn } from './collection-rules.ts'
import { linkCollections } from './collection-tree.ts'
import { fullListOf } from './full-list.ts'
import { PriceFingerprint } from './price-fingerprint.ts'
import { productOrders } from './product-sort.ts'
import type { CatalogRead } from './read-catalog.ts'
import { SearchIndex } from './search-index.ts'
import { VariantTable } from './variant-table.ts'

const PRODUCTS_PER_SLICE = 500
/** How soon collections of new products are looked at again. */
const MIN_EXPIRY_MS = 60_000

/** Builds a catalog of everything that was read, and lets other requests be served meanwhile. */
export async function buildCatalog(shop: Shop, read: CatalogRead): Promise<Catalog> {
  const { products, settings } = read
  const index = new SearchIndex()
  await index.add(products)
  const orders = productOrders(shop.locale)
  const catalog: Catalog = {
    currency: shop.currency,
    locale: shop.locale,
    byId: new Map(),
    bySlug: new Map(),
    byPreviousSlug: new Map(),
    variants: new Map(),
    collections: [],
    collectionBySlug: new Map(),
    dependsOnStock: false,
    expiresAt: Infinity,
    sorted: {
      NAME: await fullListOf(products, orders.NAME),
      PRICE_ASC: await fullListOf(products, orders.PRICE_ASC),
      PRICE_DESC: await fullListOf(products, orders.PRICE_DESC),
      NEWEST: await fullListOf(products, orders.NEWEST),
    },
    index,
    variantTable: new VariantTable(),
    shippingZones: settings?.shippingZones ?? [],
    shippingMethods: settings?.shippingMethods ?? [],
    banks: settings?.banks ?? [],
    discounts: settings?.discounts ?? [],
    fingerprint: new PriceFingerprint(),
    prices: '',
    filtered: newListCache(products.length),
  }
  await forEachInSlices(products, PRODUCTS_PER_SLICE, (product) => putProduct(catalog, product))
  catalog.prices = catalog.fingerprint.toString()
  const collections: CatalogCollection[] = []
  for (const row of read.collections?.rows ?? [])
    collections.push(
      await buildCollection(row, read.collections?.positions.get(row.id) ?? new Map(), catalog.byId, orders),
    )
  putCollections(catalog, collections)
  return catalog
}

export function putProduct(catalog: Catalog, product: CatalogProduct): void {
  catalog.byId.set(product.id, product)
  catalog.bySlug.set(product.slug, product)
  for (const slug of product.previousSlugs) catalog.byPreviousSlug.set(slug, product)
  for (const variant of product.variants) {
    catalog.variants.set(variant.id, variant)
    catalog.fingerprint.add(variant)
  }
  catalog.variantTable.add(product)
}

export function putCollections(catalog: Catalog, collections: CatalogCollection[]): void {
  linkCollections(collections)
  catalog.collections = collections
  catalog.dependsOnStock = collections.some(({ rules }) => rules && dependsOn(rules.rules, 'IN_STOCK'))
  const earliest = Math.min(Infinity, ...collections.map(({ expiresAt }) => expiresAt))
  catalog.expiresAt = Math.max(earliest, Date.now() + MIN_EXPIRY_MS)
  catalog.collectionBySlug = new Map(collections.map((collection) => [collection.slug, collection]))
}

/** A cache of lists that hold, all together, no more than a few times the products of the shop. */
export const newListCache = (productCount: number): LRUCache<string, ProductList> =>
  new LRUCache({
    maxSize: 1_000 + 4 * productCount,
    sizeCalculation: ({ products }) => products.length + 10,
  })
