import type { TaxCategory } from '../tax/tax-category.ts'
import type { Cell, Place } from './problem.ts'

export type ProductStatus = 'DRAFT' | 'PUBLISHED' | 'ARCHIVED'

/** A product as a file describes it. What is undefined is absent or empty in the file, and stays as it is in the shop. */
export interface FileProduct {
  /** Of the first row that belongs to it. */
  row: number
  /** The product's slug in the shop, if the file gives it. */
  handle?: string
  name?: string
  /** Where its name stands, or would stand. */
  nameAt?: Place
  /** As in the file: not sanitised yet. */
  descriptionHtml?: string
  status?: ProductStatus
  /** The status says no more than that buyers do not see the product now: it comes from a column that knows only yes and no. */
  isStatusFromYesOrNo?: true
  /** When buyers see a published product. */
  publishAt?: Date
  /** Names of the collections it is in. */
  collections?: FileCollection[]
  /** Its id in the program that wrote the file. */
  externalId?: string
  externalIdCell?: Cell
  /** Of a combination: the SKU of the product it belongs to. */
  productReference?: string
  seoTitle?: string
  seoDescription?: string
  brand?: string
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
  /** Of a variant of a product without options. */
  name?: string
  /** Minor units, tax included. */
  price?: number
  /** Millionths of the currency's main unit, without tax. */
  netPrice?: number
  /** Of a combination: the difference to the product's price, in millionths of the currency's main unit, without tax. */
  netPriceImpact?: number
  /** Where the price without tax or the difference stands. */
  netCell?: Cell
  /** Where its price and its SKU stand, or would stand. */
  priceAt?: Place
  skuAt?: Place
  /** Minor units, tax included. */
  recommendedPrice?: number
  taxCategory?: TaxCategory
  weightGrams?: number
  /** With a valid check digit. */
  gtin?: string
  /** Of a combination: the difference to the product's weight, in grams. */
  weightImpact?: number
  /** Pieces on the shelf. */
  onHand?: number
}

export interface FileImage {
  row: number
  column: string
  /** The name of a file, or an address. */
  source: string
  altText?: string
}

export interface FileCollection {
  row: number
  column: string
  name: string
}
