import { m } from '../paraglide/messages.js'
import type { StockReason } from './stock.documents.ts'

export const stockReasonText: Record<StockReason, () => string> = {
  RECEIVED: m.stock_reason_received,
  COUNTED: m.stock_reason_counted,
  RETURNED: m.stock_reason_returned,
  DAMAGED: m.stock_reason_damaged,
  LOST: m.stock_reason_lost,
  CORRECTION: m.stock_reason_correction,
  IMPORT: m.stock_reason_import,
  SHIPPED: m.stock_reason_shipped,
}

/** The reasons that a person can give. */
export const reasonsToChoose: readonly StockReason[] = [
  'RECEIVED',
  'COUNTED',
  'RETURNED',
  'DAMAGED',
  'LOST',
  'CORRECTION',
]
