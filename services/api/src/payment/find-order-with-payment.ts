import type { BuyerContext } from '../app/context.ts'
import { Order, type OrderedLine } from '../order/order.entity.ts'
import { selectLines } from '../order/load-order-with-lines.ts'
import { isOrderToken } from '../order/order-token.ts'
import { columnsOf, toEntities } from '../platform/db/load-entities.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { selectPayment, toPayment, type PaymentRow } from './find-order-payment.ts'
import { selectRefundedTotal } from './refund/find-refunded-total.ts'
import { selectNewestAttempt, type NewestAttempt } from './gateway/attempts/find-newest-attempt.ts'
import { selectManualPayment, type FoundManualPayment } from './manual/find-manual-payment.ts'
import type { Payment } from './payment.type.ts'

export interface OrderWithPayment {
  order: Order
  payment: Payment | null
  bankAttempt: NewestAttempt | null
  /** Minor units. */
  refundedTotal: number
  manualPayment: FoundManualPayment | null
}

interface Row {
  lines: OrderedLine[]
  payment: PaymentRow | null
  attempt: NewestAttempt | null
  refunded: number
  manual: FoundManualPayment | null
}

/**
 * The order with this code, its lines and how it is paid, in one statement. Null, the same whether the code or the token is
 * wrong.
 */
export async function findOrderWithPayment(
  ctx: BuyerContext,
  { code, token }: { code: string; token: string },
): Promise<OrderWithPayment | null> {
  const { app, shop } = ctx
  const em = app.orm.em.fork()
  const [row] = await executeInShop<Row>(
    app.orm,
    shop.id,
    `select ${columnsOf(em, Order, 'o')}, ${DETAILS} from "order" o where o.shop_id = ? and o.code = ?`,
    [shop.id, code],
  )
  if (!row) return null
  const { lines, payment, attempt, manual, refunded, ...columns } = row
  const [order] = toEntities(em, Order, [columns])
  if (!order || !isOrderToken(app.env.orderTokenKeys, order, token)) return null
  order.lines = lines
  return {
    order,
    payment: payment && toPayment(payment, order),
    bankAttempt: attempt,
    manualPayment: manual,
    refundedTotal: refunded,
  }
}

const DETAILS = `
  ${selectLines('o')} as lines,
  (select row_to_json(p) from (${selectPayment('o.shop_id', 'o.id')}) p) as payment,
  ${selectRefundedTotal('o.shop_id', 'o.id')} as refunded,
  (select row_to_json(a) from (${selectNewestAttempt('o.shop_id', 'o.id')}) a) as attempt,
  (select row_to_json(m) from (${selectManualPayment('o.shop_id', 'o.id')}) m) as manual`
