import { formatForInput, type Money } from '@triclic/money'
import type { ProductSummary } from './product.documents.ts'
import { productStatuses, productStatusLabel } from './labels.ts'
import { amountColumn, choiceColumn, countColumn } from './sheet-columns.ts'
import type { SheetColumn } from './sheet.ts'

/** The columns of the sheet of variants, which are fields of the API's `changeVariants`. */
export const SHEET_FIELDS = ['price', 'recommendedPrice', 'onHand', 'lowStockThreshold', 'status'] as const
export type SheetField = (typeof SHEET_FIELDS)[number]

export interface SheetRow {
  variantId: string
  /** The product's name, with the variant's if it has options. */
  name: string
  /** The name in two lines. */
  title: string
  detail: string
  /** The number on hand that the sheet shows, which a new number replaces. */
  onHand: number
  /** Texts in the order of SHEET_FIELDS. */
  texts: readonly string[]
}

export const sheetColumns = (currency: string, locale: string): SheetColumn[] => [
  amountColumn(currency, locale, true),
  amountColumn(currency, locale, false),
  countColumn(locale, true),
  countColumn(locale, false),
  choiceColumn(
    Object.fromEntries(productStatuses.map((status) => [status, [productStatusLabel[status].text()]])),
  ),
]

export const toSheetRows = (products: readonly ProductSummary[], locale: string): SheetRow[] =>
  products.flatMap(({ name, status, variants }) =>
    variants.map((variant, index) => ({
      variantId: variant.id,
      name: variants.length > 1 ? `${name}, ${variant.name}` : name,
      title: variants.length > 1 ? variant.name : name,
      detail: variants.length > 1 ? `${name} · ${variant.sku}` : variant.sku,
      onHand: variant.onHand,
      texts: [
        amountText(variant.price, locale),
        amountText(variant.recommendedPrice, locale),
        String(variant.onHand),
        variant.lowStockThreshold?.toString() ?? '',
        // Of the product: in the row of its first variant.
        ...(index === 0 ? [status] : []),
      ],
    })),
  )

const amountText = (money: Money | null, locale: string) => (money ? formatForInput(money, locale) : '')
