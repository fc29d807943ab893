import { v7 } from 'uuid'
import type { InTransaction, ShopContext } from '../../app/context.ts'
import type { EventActor } from '../../event/event-types.ts'
import { reject, RequestError } from '../../kernel/errors.ts'
import { changeOrderStatus } from '../../order/change-order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import { offerOf, type ManualMethod } from '../../shop/manual-payments.ts'
import { requirePayable } from '../require-payable.ts'

/** How often the way to pay one order can be changed: each change sends a mail. */
const MAX_CHOICES = 10

const DAY_MS = 86_400_000

/**
 * Records that the locked order will be paid by transfer or cheque: until then it waits for as long as the shop gives this method, and the buyer gets the
 * instructions by mail. Choosing the same method again changes nothing.
 * @throws OperationError ORDER_NOT_PAYABLE, PAYMENT_IN_PROGRESS, PAYMENT_MODE_NOT_AVAILABLE; RequestError RATE_LIMITED
 */
export async function chooseManualPayment(
  tx: InTransaction<ShopContext>,
  order: Order,
  method: ManualMethod,
  by: EventActor,
): Promise<void> {
  requirePayable(order.status)
  const offer = offerOf(tx.shop.manualPayments, method)
  if (!offer) return reject('PAYMENT_MODE_NOT_AVAILABLE')
  const [chosen] = await tx.em.execute<{ count: number; newest: ManualMethod | null }[]>(
    `select count(*)::int as count, (array_agg(method order by chosen_at desc))[1] as newest
     from manual_payment where shop_id = ? and order_id = ?`,
    [tx.shop.id, order.id],
  )
  if (chosen?.newest === method && order.paymentDueAt) return
  if ((chosen?.count ?? 0) >= MAX_CHOICES)
    throw new RequestError('RATE_LIMITED', 'The way to pay this order was changed too often.', {
      retryAfter: DAY_MS / 1000,
    })
  const id = v7()
  const dueAt = new Date(Date.now() + offer.delayDays * DAY_MS)
  await tx.em.execute(
    `insert into manual_payment (shop_id, id, order_id, method, instructions, due_at) values (?, ?, ?, ?, ?::jsonb, ?)`,
    [tx.shop.id, id, order.id, method, JSON.stringify(offer.instructions), dueAt],
  )
  await changeOrderStatus(tx, order, 'payManually', {
    type: 'manual_payment.chosen',
    data: { manualPaymentId: id, method },
    by,
  })
  order.paymentDueAt = dueAt
}
