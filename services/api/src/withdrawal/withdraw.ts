import { v7 } from 'uuid'
import type { BuyerContext, InTransaction } from '../app/context.ts'
import { excludesWithdrawal } from '../catalog/withdrawal-exemption.ts'
import { writeEvent } from '../event/write-event.ts'
import { reject, RequestError } from '../kernel/errors.ts'
import { parseIdempotencyKey } from '../kernel/parse-idempotency-key.ts'
import { changeOrderStatus } from '../order/change-order-status.ts'
import { lockOrderForBuyer } from '../order/find-order.ts'
import { FulfillmentStatus, isPayable } from '../order/order-status.ts'
import type { Order } from '../order/order.entity.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { insertWithdrawal, type LineToWithdraw } from './insert-withdrawal.ts'
import { loadWithdrawalFacts, type WithdrawalFacts } from './load-withdrawals.ts'
import { remainingOf, withdrawalState } from './withdrawal-state.ts'

export interface WithdrawInput {
  orderCode: string
  orderToken: string
  /** Null for all that can still be withdrawn. */
  lines?: readonly { lineId: string; quantity: number }[] | null
  /** A second call with the same key withdraws nothing. */
  idempotencyKey: string
}

const MAX_LINES = 1000

/**
 * The buyer withdraws from the purchase of some or all items (Code de la consommation L221-21). Nothing is refunded: the merchant records that. An order that is
 * withdrawn as a whole before it was paid and shipped is cancelled, and its stock released.
 * @throws OperationError ORDER_NOT_FOUND, REQUIRED, CARD_NUMBER_IN_TEXT, WITHDRAWAL_NOT_AVAILABLE, WITHDRAWAL_PERIOD_OVER, WITHDRAWAL_NOTHING_LEFT,
 * WITHDRAWAL_LINE_EXEMPT, WITHDRAWAL_QUANTITY_NOT_LEFT; RequestError BAD_USER_INPUT for a key that is too long
 */
export function withdraw(ctx: BuyerContext, input: WithdrawInput): Promise<{ order: Order }> {
  const idempotencyKey = parseIdempotencyKey(input.idempotencyKey) ?? reject('REQUIRED', 'idempotencyKey')
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrderForBuyer(tx, input.orderCode, input.orderToken)
    if (await isMade(tx, order.id, idempotencyKey)) return { order }
    const facts = await loadWithdrawalFacts(tx, order.id)
    refuseUnlessAvailable(order, facts, tx)
    const lines = chooseLines(facts, input.lines)
    const id = v7()
    await insertWithdrawal(tx, { id, order, idempotencyKey, lines })
    const isWhole = facts.items.every(
      ({ lineId, quantity, withdrawn }) =>
        withdrawn + (lines.find((line) => line.lineId === lineId)?.quantity ?? 0) === quantity,
    )
    await writeEvent(tx, order.id, {
      type: 'withdrawal.made',
      data: { withdrawalId: id, isWhole },
      by: 'buyer',
    })
    if (isWhole && isNothingPaidOrShipped(order))
      await changeOrderStatus(tx, order, 'cancelOrder', { type: 'order.cancelled', data: {}, by: 'buyer' })
    return { order }
  })
}

async function isMade(
  { em, shop }: InTransaction<BuyerContext>,
  orderId: string,
  key: string,
): Promise<boolean> {
  const made = await em.execute<object[]>(
    'select id from withdrawal where shop_id = ? and order_id = ? and idempotency_key = ?',
    [shop.id, orderId, key],
  )
  return made.length > 0
}

function refuseUnlessAvailable(
  order: Order,
  facts: WithdrawalFacts,
  { shop }: InTransaction<BuyerContext>,
): void {
  const state = withdrawalState(order, facts, shop)
  if (state === 'PERIOD_OVER') reject('WITHDRAWAL_PERIOD_OVER')
  if (state === 'NOTHING_LEFT') reject('WITHDRAWAL_NOTHING_LEFT')
  if (state !== 'AVAILABLE') reject('WITHDRAWAL_NOT_AVAILABLE')
}

/** What the buyer chose. A line that is named twice counts with the sum. */
function chooseLines({ items }: WithdrawalFacts, chosen: WithdrawInput['lines']): LineToWithdraw[] {
  if (!chosen)
    return items
      .map((item) => ({ item, lineId: item.lineId, quantity: remainingOf(item) }))
      .filter(({ quantity }) => quantity > 0)
  if (chosen.length === 0) return reject('REQUIRED', 'lines')
  if (chosen.length > MAX_LINES)
    throw new RequestError('BAD_USER_INPUT', `lines: at most ${MAX_LINES} are allowed.`)
  const byId = new Map(items.map((item) => [item.lineId, item]))
  const lines = new Map<string, LineToWithdraw>()
  for (const [index, { lineId, quantity }] of chosen.entries()) {
    const item = byId.get(lineId) ?? reject('WITHDRAWAL_QUANTITY_NOT_LEFT', 'lines', String(index), 'lineId')
    if (excludesWithdrawal(item.exemption)) reject('WITHDRAWAL_LINE_EXEMPT', 'lines', String(index), 'lineId')
    const sum = (lines.get(lineId)?.quantity ?? 0) + quantity
    if (quantity < 1 || sum > remainingOf(item))
      reject('WITHDRAWAL_QUANTITY_NOT_LEFT', 'lines', String(index), 'quantity')
    lines.set(lineId, { item, lineId, quantity: sum })
  }
  return [...lines.values()]
}

/** Of an order that awaits certification, the merchant may have keyed the card already: it is left to the merchant. */
const isNothingPaidOrShipped = ({ status, fulfillment, isPartlyShipped }: Order): boolean =>
  isPayable(status) && fulfillment === FulfillmentStatus.UNFULFILLED && !isPartlyShipped
