import { v7 } from 'uuid'
import { writeAudit } from '../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeEvent } from '../../event/write-event.ts'
import { loadShippableLines, type ShippableLine } from '../../fulfillment/load-shippable-lines.ts'
import { updateFulfillment } from '../../fulfillment/update-fulfillment.ts'
import { returnStock } from '../../inventory/return-stock.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import type { Order } from '../../order/order.entity.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { coverWithdrawals } from '../../withdrawal/cover-withdrawals.ts'
import { appendLedgerAndCommit } from '../ledger/append-ledger.ts'
import type { OrderBalance } from '../ledger/load-order-balance.ts'
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
    await coverWithdrawals(tx, order.id, {
      lines: refund.lines.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
      isAll: isAllGivenBack(refundable.balance, refund),
    })
    const { notifyBuyer, restock } = input
    await record(tx, order, refund, { bankReference, reason, idempotencyKey, notifyBuyer, restock })
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

/** What the bank announced is in the balance already. */
const isAllGivenBack = (
  { captured, refunded }: OrderBalance,
  { amount, isAnnounced }: CheckedRefund,
): boolean => captured === refunded + (isAnnounced ? 0 : amount)

export interface RefundDetails {
  bankReference: string
  reason: string | null
  idempotencyKey: string
  notifyBuyer: boolean
  restock: boolean
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
  const { released, returned } = details.restock
    ? splitItems(refund, await loadShippableLines(tx, [order.id]))
    : { released: [], returned: [] }
  const releasedByLine = new Map(released.map(({ lineId, quantity }) => [lineId, quantity]))
  await insertRefund(tx, { id, order, refund, details, released: releasedByLine })
  await returnStock(tx, { code: order.code, isShipped: false }, released)
  await returnStock(tx, { code: order.code, isShipped: true }, returned)
  if (released.length > 0) await updateFulfillment(tx, order)
  const { notifyBuyer } = details
  await writeEvent(tx, order.id, {
    type: 'refund.recorded',
    data: { refundId: id, amount, currency, notifyBuyer },
    by: { memberId: tx.member.id },
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
    },
  ])
}

interface Item {
  lineId: string
  variantId: string
  quantity: number
}

/** Items that are still to ship need only be released; the others come back from the buyer. */
function splitItems({ lines }: CheckedRefund, shippable: readonly ShippableLine[]) {
  const remaining = new Map(shippable.map((line) => [line.id, line.remaining]))
  const items = lines.map(({ line, quantity }) => {
    const released = Math.min(quantity, remaining.get(line.id) ?? 0)
    return { lineId: line.id, variantId: line.variantId, released, returned: quantity - released }
  })
  const withQuantity = (of: 'released' | 'returned'): Item[] =>
    items
      .map(({ lineId, variantId, [of]: quantity }) => ({ lineId, variantId, quantity }))
      .filter(({ quantity }) => quantity > 0)
  return { released: withQuantity('released'), returned: withQuantity('returned') }
}
