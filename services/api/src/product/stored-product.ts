import type { WithdrawalExemption } from '../catalog/withdrawal-exemption.ts'
import type { TaxCategory } from '../tax/tax-category.ts'
import type { ProductStatus } from './product-status.ts'

/** Prices in minor units, tax included. */
export interface StoredVariant {
  id: string
  sku: string
  name: string
  /** Parallel to the product's option names. */
  optionValues: string[]
  price: number
  recommendedPrice: number | null
  taxCategory: TaxCategory
  weightGrams: number | null
  /** The number of its barcode; null if it is not known. */
  gtin: string | null
  lowStockThreshold: number | null
  onHand: number
  reserved: number
  available: number
}

/** A picture of a product. Sizes in pixels; `widths` are those that are stored, ascending. */
export interface StoredImage {
  id: string
  width: number
  height: number
  widths: number[]
  altText: string
}

/** A product as members edit it, in any status. */
export interface StoredProduct {
  id: string
  slug: string
  /** Lead to the product, newest first. */
  previousSlugs: string[]
  name: string
  descriptionHtml: string
  status: ProductStatus
  /** Of a published product, the time from which buyers see it; null: at once. */
  publishAt: Date | null
  /** Whether buyers see it now. */
  isVisible: boolean
  seoTitle: string | null
  seoDescription: string | null
  /** Null if it is not known. */
  brand: string | null
  /** Null: the buyer has the right of withdrawal. */
  withdrawalExemption: WithdrawalExemption | null
  optionNames: string[]
  /** In the merchant's order. */
  variants: StoredVariant[]
  /** In the merchant's order. */
  images: StoredImage[]
  /** Collections of chosen products that it is in, in the shop's order. */
  collections: { id: string; name: string }[]
  createdAt: Date
  updatedAt: Date
  /** Changes with the product or a variant, but not with stock. */
  version: string
}
