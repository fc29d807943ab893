import type { LRUCache } from 'lru-cache'
import type { Discount } from '../discount/discount.ts'
import type { TaxCategory } from '../tax/tax-category.ts'
import type { ServedPicture } from '../media/picture.ts'
import type { Bank } from '../shop/shop.type.ts'
import type { RuleSet } from './collection-rules.ts'
import type { Product, Variant } from './catalog.type.ts'
import type { PriceFingerprint } from './price-fingerprint.ts'
import type { ListSort, ProductOrder } from './product-sort.ts'
import type { SearchIndex } from './search-index.ts'
import type { VariantTable } from './variant-table.ts'

export interface CatalogVariant extends Variant {
  taxCategory: TaxCategory
  /** Null if the merchant has not entered it. */
  weightGrams: number | null
  product: CatalogProduct
  /** Its place in the table of variants. */
  row: number
}

/** Never changed except for the `availableQuantity` of its variants: a change of the product makes another object. */
export interface CatalogProduct extends Product {
  variants: CatalogVariant[]
  /** The first of `images`. */
  image: ServedPicture | null
  images: ServedPicture[]
  /** Earlier ones, which lead to the product unless another one has them now. */
  previousSlugs: string[]
  /** Epoch milliseconds. */
  createdAt: number
  /** Its place in the search index. */
  slot: number
  /** The database snapshot in which it was read, as the text of a `pg_snapshot`. */
  snapshot: string
}

/** Products in one sort order, ready for pagination. It is never changed: a list that was taken once stays as it is. */
export interface ProductList {
  order: ProductOrder
  products: CatalogProduct[]
}

/** A list that the catalog keeps. */
export interface FullProductList extends ProductList {
  /** The slot of each product, apart from the products: a search looks at all slots, and at the products that match. */
  slots: number[]
}

export interface CatalogCollection {
  id: string
  slug: string
  name: string
  /** Normalized, of its name. */
  words: string[]
  parentId: string | null
  /** Those directly in it, in the merchant's order. */
  children: CatalogCollection[]
  /** That it is directly in; null: at the top. */
  parent: CatalogCollection | null
  /** Those that it is in, the top one first. */
  breadcrumbs: CatalogCollection[]
  position: number
  descriptionHtml: string
  seoTitle: string | null
  seoDescription: string | null
  image: ServedPicture | null
  /** Null for a collection of chosen products. */
  rules: RuleSet | null
  sort: ListSort | 'MANUAL'
  /** Where the merchant placed each product, also those that are not listed because they have no variant; empty with rules. */
  positions: Map<string, number>
  list: FullProductList
  /** When a product leaves it because it is no longer new, at the earliest: milliseconds since 1970, or Infinity. */
  expiresAt: number
}

export type ShippingMethodKind = 'FLAT' | 'BY_WEIGHT' | 'BY_VALUE' | 'PICKUP'

export interface CatalogShippingMethod {
  id: string
  /** Null for pickup in the shop, which is offered wherever the buyer lives. */
  zoneId: string | null
  name: string
  description: string | null
  kind: ShippingMethodKind
  /** Minor units, tax included; 0 where `tiers` say the price. */
  price: number
  tiers: ShippingTier[]
  /** The value of the goods after discounts from which delivery is free, in minor units; null for never. */
  freeFrom: number | null
  pickupAddress: string | null
  openingHours: string | null
  /** Null: taxed like the goods. */
  taxCategory: TaxCategory | null
}

/** The price of parcels up to a weight in grams or a value in minor units, including that; `upTo` is null for every other parcel. */
export interface ShippingTier {
  upTo: number | null
  /** Minor units, tax included. */
  price: number
}

export interface CatalogShippingZone {
  id: string
  /** ISO 3166-1 alpha-2 codes; empty means everywhere that no other zone names. */
  countries: string[]
  /** Beginnings of postcodes, in upper case without spaces, to which the only country is limited; empty means all of it. */
  postalPrefixes: string[]
}

/** A shop's catalog in the shape of the GraphQL types. Changes are prepared beside it and then put into it in one step, between two requests. */
export interface Catalog {
  /** Of the shop, when the catalog was loaded. */
  currency: string
  locale: string
  /** Here and below: only products that are visible and have a variant. */
  byId: Map<string, CatalogProduct>
  bySlug: Map<string, CatalogProduct>
  byPreviousSlug: Map<string, CatalogProduct>
  variants: Map<string, CatalogVariant>
  collections: CatalogCollection[]
  collectionBySlug: Map<string, CatalogCollection>
  /** Whether a product that is sold out, or in stock again, may leave or enter a collection. */
  dependsOnStock: boolean
  /** When a product may leave a collection because it is no longer new: milliseconds since 1970, or Infinity. */
  expiresAt: number
  sorted: Record<ListSort, FullProductList>
  index: SearchIndex
  variantTable: VariantTable
  shippingZones: CatalogShippingZone[]
  /** Those that are enabled, in the merchant's order. */
  shippingMethods: CatalogShippingMethod[]
  banks: Bank[]
  /** All of them, also those that are not in force. */
  discounts: Discount[]
  fingerprint: PriceFingerprint
  /** Equal as long as the variants and their prices stay the same: see price-fingerprint.ts. */
  prices: string
  /** Cached results of searches and filters, by their conditions. */
  filtered: LRUCache<string, ProductList>
}
