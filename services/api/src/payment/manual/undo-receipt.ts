import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import type { NewEvent } from '../../event/event-types.ts'
import { actorOf } from '../../event/event-types.ts'
import { writeEvent } from '../../event/write-event.ts'
import { reject } from '../../kernel/errors.ts'
import { changeOrderStatus } from '../../order/change-order-status.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import { FulfillmentStatus, OrderStatus } from '../../order/order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { appendLedgerAndCommit } from '../ledger/append-ledger.ts'
import { loadOrderBalance } from '../ledger/load-order-balance.ts'
import { UnmatchedPayment } from '../unmatched/unmatched-payment.entity.ts'
import { writeUnmatchedPaymentAction } from '../unmatched/write-unmatched-payment-action.ts'
import { findReceipt, type ManualReceipt } from './manual-receipt.ts'
import { partMovement, receiptReversal, waitingMovement } from './receipt-movements.ts'

type Tx = InTransaction<MerchantContext>

/**
 * Undoes a receipt that was recorded by mistake: it stays on the list, as undone. An order that it made PAID waits for its payment again. Not possible
 * once something of the order was shipped or refunded, or once money of the receipt was accepted or refunded.
 * @throws OperationError NOT_FOUND, RECEIPT_NOT_UNDOABLE
 */
export function undoReceipt(ctx: MerchantContext, input: { receiptId: string }): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    const found = isUuid(input.receiptId) ? await findReceipt(tx, input.receiptId) : null
    if (!found) return reject('NOT_FOUND', 'receiptId')
    const order = (await lockOrderInShop(tx, { id: found.orderId })) ?? reject('NOT_FOUND', 'receiptId')
    // Under the lock: somebody else may have undone it meanwhile.
    const receipt = (await findReceipt(tx, input.receiptId)) ?? reject('NOT_FOUND', 'receiptId')
    const waiting = await tx.em.find(UnmatchedPayment, { shopId: tx.shop.id, receiptId: receipt.id })
    const isTooLate = receipt.paidOrder && (await hasGoneOn(tx, order))
    if (receipt.undoneAt || waiting.some(({ closedAt }) => closedAt) || isTooLate)
      return reject('RECEIPT_NOT_UNDOABLE', 'receiptId')
    for (const payment of waiting) closeAsUndone(tx, payment)
    await tx.em.execute(
      'update manual_receipt set undone_at = now(), undone_by_name = ? where shop_id = ? and id = ?',
      [tx.member.name, tx.shop.id, receipt.id],
    )
    writeAudit(tx, {
      action: 'undoReceipt',
      subject: `${order.code} ${receipt.method} ${receipt.amount} ${receipt.currency}`,
    })
    const parts = receipt.paidOrder ? await reopenParts(tx, order) : []
    await writeUndone(tx, order, receipt)
    await appendLedgerAndCommit(tx, [
      ...waiting.map((payment) => waitingMovement(payment, order.currency, -1)),
      ...(receipt.paidOrder ? [receiptReversal(receipt, order, order.total)] : []),
      ...parts.map((part) => partMovement(part, order.currency, 1)),
    ])
    return { order }
  })
}

/** Whether the order is no longer just paid: nothing of it may have left the shop, and nothing may have gone back to the buyer. */
async function hasGoneOn(tx: Tx, order: Order): Promise<boolean> {
  if (order.status !== OrderStatus.PAID || order.fulfillment !== FulfillmentStatus.UNFULFILLED) return true
  return order.isPartlyShipped || (await loadOrderBalance(tx, order.id)).refunded > 0
}

function closeAsUndone(tx: Tx, payment: UnmatchedPayment): void {
  payment.outcome = 'UNDONE'
  payment.closedAt = new Date()
  payment.closedByName = tx.member.name
  writeUnmatchedPaymentAction(tx, payment, { kind: 'UNDONE' })
}

async function writeUndone(tx: Tx, order: Order, receipt: ManualReceipt): Promise<void> {
  const event: NewEvent = {
    type: 'manual_payment.receipt_undone',
    data: {
      receiptId: receipt.id,
      method: receipt.method,
      amount: receipt.amount,
      currency: receipt.currency,
      wasPaid: receipt.paidOrder,
    },
    by: actorOf(tx),
  }
  if (!receipt.paidOrder) {
    await tx.em.flush()
    return writeEvent(tx, order.id, event)
  }
  await changeOrderStatus(tx, order, 'receiptUndone', event)
}

/** The parts that the receipt had completed wait for the rest again. */
async function reopenParts(tx: Tx, order: Order): Promise<UnmatchedPayment[]> {
  const parts = await tx.em.find(UnmatchedPayment, {
    shopId: tx.shop.id,
    orderId: order.id,
    reason: 'PARTIAL_AMOUNT',
    outcome: 'ACCEPTED',
  })
  for (const part of parts) {
    part.outcome = null
    part.closedAt = null
    part.closedByName = null
    writeUnmatchedPaymentAction(tx, part, { kind: 'REOPENED' })
  }
  return parts
}
