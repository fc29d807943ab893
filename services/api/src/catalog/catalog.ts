import type { Bank } from '../shop/shop.type.ts'
import type { ProductOrder, ProductSort } from './product-sort.ts'
import type { Product, Variant } from './catalog.type.ts'

export interface CatalogVariant extends Variant {
  taxBasisPoints: number
  product: CatalogProduct
}

export interface CatalogProduct extends Product {
  variants: CatalogVariant[]
  /** Epoch milliseconds. */
  createdAt: number
  /** Name, description, variant names and SKUs, normalized by foldText. */
  searchText: string
}

/** Products in one sort order, ready for pagination. */
export interface ProductList {
  order: ProductOrder
  products: CatalogProduct[]
}

export interface CatalogCollection {
  id: string
  slug: string
  name: string
  /** Sorted as the merchant arranged them. */
  list: ProductList
  productIds: Set<string>
}

export interface CatalogShippingMethod {
  id: string
  name: string
  description: string | null
  /** Minor units, tax included. */
  price: number
  taxBasisPoints: number
  /** ISO 3166-1 alpha-2 codes; empty means every country. */
  countries: string[]
}

/** A shop's catalog at the instant it was loaded, in the shape of the GraphQL types. Only `availableQuantity` is updated afterwards. */
export interface Catalog {
  bySlug: Map<string, CatalogProduct>
  variants: Map<string, CatalogVariant>
  collections: CatalogCollection[]
  collectionBySlug: Map<string, CatalogCollection>
  sorted: Record<ProductSort, ProductList>
  shippingMethods: CatalogShippingMethod[]
  banks: Bank[]
  /** Equal as long as the variants and their prices stay the same: see price-fingerprint.ts. */
  prices: string
  /** Cached results of searches and collection filters, by query. */
  filtered: Map<string, ProductList>
}
