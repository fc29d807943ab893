import type { TaxCategory } from '../tax/tax-category.ts'
import type { WithdrawalExemption } from './withdrawal-exemption.ts'
import type { CollectionRule } from './collection-rules.ts'
import type { ListSort } from './product-sort.ts'

export interface VariantRow {
  productId: string
  id: string
  sku: string
  name: string
  /** Parallel to the product's option names. */
  optionValues: string[]
  /** Minor units, tax included. */
  price: number
  taxCategory: TaxCategory
  /** Minor units; null without an announced reduction. */
  priorPrice: number | null
  recommendedPrice: number | null
  weightGrams: number | null
  gtin: string | null
  available: number
  /** In the merchant's order. */
  position: number
}
export interface ProductRow {
  id: string
  slug: string
  name: string
  /** Earlier ones, which lead to the product. */
  previousSlugs: string[]
  description: string
  descriptionHtml: string
  seoTitle: string | null
  seoDescription: string | null
  brand: string | null
  withdrawalExemption: WithdrawalExemption | null
  optionNames: string[]
  imagePath: string | null
  /** Epoch milliseconds. */
  createdAt: number
  /** Epoch milliseconds: of its last change, or of its publication if that was later. */
  updatedAt: number
  variants: VariantRow[]
}
export interface ImageRow {
  productId: string
  /** Of the picture. */
  id: string
  width: number
  height: number
  widths: number[]
  altText: string
}
export interface CollectionRow {
  id: string
  slug: string
  name: string
  parentId: string | null
  position: number
  descriptionHtml: string
  seoTitle: string | null
  seoDescription: string | null
  kind: 'MANUAL' | 'RULES'
  rules: CollectionRule[]
  match: 'ALL' | 'ANY'
  sort: ListSort | 'MANUAL'
  image: Omit<ImageRow, 'productId' | 'altText'> | null
}
export type MemberRow = Record<'collectionId' | 'productId', string> & { position: number }
