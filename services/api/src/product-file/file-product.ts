import type { TaxCategory } from '../tax/tax-category.ts'

export type ProductStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED'

/** A product as a file describes it. What is undefined is absent or empty in the file, and stays as it is in the shop. */
export interface FileProduct {
  /** Of the first row that belongs to it. */
  row: number
  /** The product's slug in the shop, if the file gives it. */
  handle?: string
  name?: string
  /** As in the file: not sanitised yet. */
  descriptionHtml?: string
  status?: ProductStatus
  seoTitle?: string
  seoDescription?: string
  /** Undefined when the file has no columns of options, and empty for a product without. */
  optionNames?: string[]
  /** File names or addresses of its pictures, in order. */
  images: FileImage[]
  variants: FileVariant[]
}

export interface FileVariant {
  row: number
  sku?: string
  /** Parallel to the product's option names. */
  optionValues: string[]
  /** Minor units, tax included. */
  price?: number
  /** Minor units, tax included. */
  recommendedPrice?: number
  taxCategory?: TaxCategory
  weightGrams?: number
  /** Pieces on the shelf. */
  onHand?: number
}

export interface FileImage {
  row: number
  source: string
  altText?: string
}
