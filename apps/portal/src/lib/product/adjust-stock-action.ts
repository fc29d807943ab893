import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { formAction } from '../server/form-action.ts'
import { FormError, textOf } from '../server/form-data.ts'
import { stockReasonText } from './stock-labels.ts'
import { adjustStockMutation, type StockReason } from './stock.documents.ts'
import { readCount } from './read-number.ts'

const reasons = Object.keys(stockReasonText) as StockReason[]

/** The form action that adjusts the stock of a variant: by a difference (`+5`, `-2`), or to a count. */
export const adjustStock = formAction({
  document: adjustStockMutation,
  variables: (form) => {
    const kind = textOf(form, 'kind')
    const typed = textOf(form, 'quantity') ?? ''
    const isMinus = kind === 'remove'
    const quantity = readCount(typed, getLocale())
    if (quantity === null || (kind !== 'count' && quantity === 0))
      throw new FormError([{ code: 'INVALID', field: ['quantity'], message: m.stock_error_quantity() }])
    return {
      input: {
        variantId: textOf(form, 'variantId') ?? '',
        ...(kind === 'count' ? { countedTo: quantity } : { delta: isMinus ? -quantity : quantity }),
        reason: reasons.find((reason) => reason === form.get('reason')) ?? 'CORRECTION',
        note: textOf(form, 'note'),
      },
    }
  },
  mapError: (error) => ({
    ...error,
    field: ['delta', 'countedTo'].includes(error.field?.at(-1) ?? '') ? ['quantity'] : error.field,
  }),
  givesBack: ['variantId', 'kind', 'quantity', 'reason', 'note'],
})
