import type { TaxCategory } from '../tax/tax-category.ts'
import type { ProductStatus } from './file-product.ts'

/** A product as it is in the shop, for comparing it with a file or writing it into one. */
export interface ShopProduct {
  id: string
  /** Another one after each change of the product or its variants. */
  version: string
  slug: string
  name: string
  descriptionHtml: string
  status: ProductStatus
  /** ISO 8601, UTC: when buyers see the published product. Null: at once. */
  publishAt: string | null
  seoTitle: string | null
  seoDescription: string | null
  brand: string | null
  optionNames: string[]
  /** In their order in the shop. */
  images: ShopImage[]
  /** The names of the collections of chosen products that it is in, in alphabetical order. */
  collections: string[]
  /** In their order in the shop. */
  variants: ShopVariant[]
}

export interface ShopImage {
  id: string
  altText: string
}

export interface ShopVariant {
  id: string
  sku: string
  name: string
  /** Parallel to the product's option names. */
  optionValues: string[]
  /** Minor units, tax included. */
  price: number
  recommendedPrice: number | null
  taxCategory: TaxCategory
  weightGrams: number | null
  gtin: string | null
  onHand: number
}
