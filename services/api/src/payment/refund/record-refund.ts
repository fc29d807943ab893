import { v7 } from 'uuid'
import { writeAudit } from '../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { actorOf } from '../../event/event-types.ts'
import { writeEvent } from '../../event/write-event.ts'
import { loadShippableLines } from '../../fulfillment/load-shippable-lines.ts'
import { updateFulfillment } from '../../fulfillment/update-fulfillment.ts'
import { returnStock } from '../../inventory/return-stock.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import type { Order } from '../../order/order.entity.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { coverWithdrawals } from '../../withdrawal/cover-withdrawals.ts'
import { appendLedgerAndCommit } from '../ledger/append-ledger.ts'
import { isPaidInTest } from '../ledger/is-paid-in-test.ts'
import { parseIdempotencyKey } from '../../kernel/parse-idempotency-key.ts'
import { checkRefund, type CheckedRefund } from './check-refund.ts'
import { insertRefund } from './insert-refund.ts'
import { loadRefundable } from './load-refundable.ts'

export interface RecordRefundInput {
  orderCode: string
  /** Without amount: what was paid for the items. Amounts in minor units, tax included. */
  lines?: readonly { lineId: string; quantity: number; amount?: number | null }[] | null
  /** Of the delivery. */
  shippingAmount?: number | null
  /** For neither a line nor the delivery. */
  otherAmount?: number | null
  /** Whether the items go back into stock; those that were not shipped are then no longer reserved. */
  restock: boolean
  /** The bank's reference of the refund. */
  bankReference: string
  reason?: string | null
  notifyBuyer: boolean
  /** Whether this is money that the bank has announced already; required if it has announced any. */
  isAnnounced?: boolean | null
  /** A second call with the same key records nothing. */
  idempotencyKey: string
}

/**
 * Records that the merchant has refunded a buyer at its bank. Moves no money, and never changes the status of the order. Never more than the order has
 * received, whoever else refunds at the same time. Settles the withdrawals that it covers.
 * @throws OperationError NOT_FOUND, REQUIRED, CARD_NUMBER_IN_TEXT, and those of `checkRefund`
 */
export function recordRefund(ctx: MerchantContext, input: RecordRefundInput): Promise<{ order: Order }> {
  const bankReference =
    parseText(input.bankReference, 'bankReference', 100) ?? reject('REQUIRED', 'bankReference')
  const reason = parseText(input.reason, 'reason')
  const idempotencyKey = parseIdempotencyKey(input.idempotencyKey) ?? reject('REQUIRED', 'idempotencyKey')
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    if (await isRecorded(tx, order.id, idempotencyKey)) return { order }
    const refundable = await loadRefundable(tx, order.id)
    const refund = checkRefund(refundable, input)
    const { notifyBuyer, restock } = input
    const { captured, refunded } = refundable.balance
    const isLast = captured <= refunded + (refund.isAnnounced ? 0 : refund.amount)
    await coverWithdrawals(tx, order.id, {
      lines: refund.lines.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
      isAll: isLast,
    })
    await record(tx, order, refund, { bankReference, reason, idempotencyKey, notifyBuyer, restock, isLast })
    return { order }
  })
}

const isRecorded = async (
  { em, shop }: InTransaction<MerchantContext>,
  orderId: string,
  idempotencyKey: string,
): Promise<boolean> =>
  (
    await em.execute<object[]>(
      'select id from refund where shop_id = ? and order_id = ? and idempotency_key = ?',
      [shop.id, orderId, idempotencyKey],
    )
  ).length > 0

export interface RefundDetails {
  bankReference: string
  reason: string | null
  idempotencyKey: string
  notifyBuyer: boolean
  restock: boolean
  /** Whether the order has received nothing that it did not give back: what is still to ship stays in the shop. */
  isLast: boolean
}

async function record(
  tx: InTransaction<MerchantContext>,
  order: Order,
  refund: CheckedRefund,
  details: RefundDetails,
): Promise<void> {
  const id = v7()
  const { amount } = refund
  const { currency } = order
  await insertRefund(tx, { id, order, refund, details })
  if (details.restock || details.isLast) await keepItems(tx, order, refund, details)
  const { notifyBuyer } = details
  await writeEvent(tx, order.id, {
    type: 'refund.recorded',
    data: { refundId: id, amount, currency, notifyBuyer },
    by: actorOf(tx),
  })
  writeAudit(tx, { action: 'recordRefund', subject: `${order.code} ${amount} ${currency}` })
  await tx.em.flush()
  // What the bank announced is in the ledger already.
  if (refund.isAnnounced) return
  await appendLedgerAndCommit(tx, [
    {
      kind: 'REFUND',
      amount: -amount,
      currency,
      orderId: order.id,
      subjectId: id,
      reference: details.bankReference,
      isTest: await isPaidInTest(tx, order.id),
    },
  ])
}

/** Makes the items available again: those that are still to ship need only be released; the others come back from the buyer. */
async function keepItems(
  tx: InTransaction<MerchantContext>,
  order: Order,
  { lines }: CheckedRefund,
  { restock, isLast }: RefundDetails,
): Promise<void> {
  const refunded = new Map(lines.map(({ line, quantity }) => [line.id, restock ? quantity : 0]))
  const items = (await loadShippableLines(tx, [order.id])).map(({ id, variantId, remaining }) => {
    const quantity = refunded.get(id) ?? 0
    const unshipped = Math.min(quantity, remaining)
    return { id, variantId, released: isLast ? remaining : unshipped, returned: quantity - unshipped }
  })
  const withQuantity = (of: 'released' | 'returned') =>
    items
      .map(({ variantId, [of]: quantity }) => ({ variantId, quantity }))
      .filter(({ quantity }) => quantity > 0)
  await tx.em.execute(KEEP_ITEMS, [JSON.stringify(items), tx.shop.id])
  await returnStock(tx, { code: order.code, isShipped: false }, withQuantity('released'))
  await returnStock(tx, { code: order.code, isShipped: true }, withQuantity('returned'))
  await updateFulfillment(tx, order)
}

const KEEP_ITEMS = `
  update order_line l set released_quantity = l.released_quantity + i.released, returned_quantity = l.returned_quantity + i.returned
  from jsonb_to_recordset(?::jsonb) as i (id uuid, released integer, returned integer)
  where l.shop_id = ? and l.id = i.id and (i.released > 0 or i.returned > 0)`
