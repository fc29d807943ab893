import type { Bank } from '../shop/shop.type.ts'
import type { ProductOrder, ProductSort } from './product-sort.ts'
import type { Product, Variant } from './product.type.ts'

export interface CatalogVariant extends Variant {
  taxBasisPoints: number
  product: CatalogProduct
}

export interface CatalogProduct extends Product {
  variants: CatalogVariant[]
  /** Milliseconds. */
  createdAt: number
  /** Without accents and capitals. */
  searchText: string
}

/** Products in one order, ready to be cut into pages. */
export interface ProductList {
  order: ProductOrder
  products: CatalogProduct[]
}

export interface CatalogCollection {
  id: string
  slug: string
  name: string
  /** In the merchant's own order. */
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
  /** ISO 3166 alpha-2; none: every country. */
  countries: string[]
}

/** All that a shop shows, as it stood when it was read; only `availableQuantity` moves. Already in the shape of its GraphQL types. */
export interface Catalog {
  bySlug: Map<string, CatalogProduct>
  variants: Map<string, CatalogVariant>
  collections: CatalogCollection[]
  collectionBySlug: Map<string, CatalogCollection>
  sorted: Record<ProductSort, ProductList>
  shippingMethods: CatalogShippingMethod[]
  banks: Bank[]
  /** Lists that were searched for, by what was asked. */
  found: Map<string, ProductList>
}
