import type { CardBrand } from '@triclic/card-core'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import type { ManualMethod } from '../shop/manual-payments.ts'
import { toArray } from '../platform/db/sql.ts'

/** How an order was paid, as a row of a list shows it. */
export interface PaymentSummary {
  orderId: string
  /** Of the newest card payment; null without one. */
  cardBrand: CardBrand | null
  /** The bank's name in the newest bank payment; null without one. */
  bank: string | null
  /** Transfer or cheque, if it was chosen last. */
  manualMethod: ManualMethod | null
  hasOpenUnmatchedPayment: boolean
}

/** The summaries of several orders, in one statement. */
export const paymentSummariesOfOrders: BatchQuery<PaymentSummary> = (ctx, ids) =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<PaymentSummary[]>(PAYMENT_SUMMARIES, [shop.id, toArray(ids)]),
  )

const PAYMENT_SUMMARIES = `
  select o.id as "orderId",
    (select p.brand from card_payment p where p.shop_id = o.shop_id and p.order_id = o.id
     order by p.taken_at desc, p.id desc limit 1) as "cardBrand",
    (select a.bank_name from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id
     order by a.opened_at desc, a.id desc limit 1) as bank,
    (select m.method from manual_payment m where m.shop_id = o.shop_id and m.order_id = o.id
     order by m.chosen_at desc, m.id desc limit 1) as "manualMethod",
    exists (select from unmatched_payment u
      where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null) as "hasOpenUnmatchedPayment"
  from "order" o where o.shop_id = ? and o.id = any(?::uuid[])`
