import type { Order } from '../../order/order.entity.ts'
import type { LedgerMovement } from '../ledger/append-ledger.ts'
import type { UnmatchedPayment } from '../unmatched/unmatched-payment.entity.ts'
import { unmatchedMovement } from '../unmatched/unmatched-movement.ts'
import type { ManualReceipt } from './manual-receipt.ts'

type Receipt = Pick<ManualReceipt, 'id' | 'method' | 'reference'>
type PaidOrder = Pick<Order, 'id' | 'currency'>

/** What an order receives with a transfer or cheque. @param amount minor units */
export const receiptCapture = (receipt: Receipt, order: PaidOrder, amount: number): LedgerMovement => ({
  kind: receipt.method,
  amount,
  currency: order.currency,
  orderId: order.id,
  subjectId: receipt.id,
  reference: receipt.reference,
  isTest: false,
})

/** What an order received with a transfer or cheque that was recorded by mistake. @param amount minor units */
export const receiptReversal = (receipt: Receipt, order: PaidOrder, amount: number): LedgerMovement => ({
  ...receiptCapture(receipt, order, -amount),
  kind: 'REVERSAL',
})

/** Money of a receipt that waits for a decision; `sign` -1: no longer, because it was recorded by mistake. */
export const waitingMovement = (
  payment: UnmatchedPayment,
  currency: string,
  sign: 1 | -1,
): LedgerMovement => ({
  ...unmatchedMovement(payment, 'UNMATCHED_RECEIPT', { amount: sign * (payment.amount ?? 0), currency }),
  isTest: false,
})

/** A part of the total that belongs to its order now; `sign` 1: that waits again. */
export const partMovement = (payment: UnmatchedPayment, currency: string, sign: 1 | -1): LedgerMovement => ({
  ...unmatchedMovement(payment, 'UNMATCHED_APPLIED', { amount: sign * (payment.amount ?? 0), currency }),
  isTest: false,
})
