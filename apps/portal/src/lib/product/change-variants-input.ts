import { isCurrency } from '@triclic/money'
import type { VariablesOf } from '../graphql/graphql.ts'
import { m } from '../paraglide/messages.js'
import type { UserError } from '../user-error.ts'
import type { changeVariantsMutation } from './stock.documents.ts'
import { productStatuses } from './labels.ts'
import type { ProductStatus } from './product.documents.ts'
import { readAmount, readCount } from './read-number.ts'
import { SHEET_FIELDS, type SheetField } from './sheet-rows.ts'

type VariantChange = VariablesOf<typeof changeVariantsMutation>['input'] extends readonly (infer Change)[]
  ? Change
  : VariablesOf<typeof changeVariantsMutation>['input']

/**
 * Reads the sheet of variants: of each row, the fields that are submitted.
 * @returns an error for each cell that cannot be read, whose path begins with the index of the row among those submitted
 */
export function readVariantChanges(
  form: FormData,
  locale: string,
): { input: VariantChange[]; errors: UserError[] } {
  const errors: UserError[] = []
  const currency = form.get('currency')?.toString() ?? ''
  const rows = [...form.keys()].flatMap((name) => /^rows\.(\d{1,4})\.variantId$/.exec(name)?.[1] ?? [])
  const input = rows.map((row, index) => {
    const text = (name: string) => form.get(`rows.${row}.${name}`)?.toString().trim() ?? ''
    const readStatus = (): ProductStatus | null => {
      const status = productStatuses.find((each) => each === text('status'))
      if (!status)
        errors.push({ code: 'INVALID', field: [String(index), 'status'], message: m.product_error_status() })
      return status ?? null
    }
    const read = (field: Exclude<SheetField, 'status'>): number | null => {
      const isAmount = field === 'price' || field === 'recommendedPrice'
      const value = isAmount
        ? isCurrency(currency)
          ? readAmount(text(field), currency, locale)
          : null
        : readCount(text(field), locale)
      const mayBeEmpty = field === 'recommendedPrice' || field === 'lowStockThreshold'
      if (value === null && (text(field) || !mayBeEmpty))
        errors.push({
          code: 'INVALID',
          field: [String(index), field],
          message: isAmount ? m.product_error_amount() : m.product_error_count(),
        })
      return value
    }
    const changed = SHEET_FIELDS.filter((field) => form.has(`rows.${row}.${field}`))
    return {
      variantId: text('variantId'),
      ...Object.fromEntries(changed.map((field) => [field, field === 'status' ? readStatus() : read(field)])),
      ...(changed.includes('onHand') && { expectedOnHand: readCount(text('expectedOnHand'), locale) }),
    }
  })
  return { input, errors }
}
