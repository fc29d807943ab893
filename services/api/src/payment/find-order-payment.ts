import type { CardBrand } from '@triclic/card-core'
import type { BuyerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { Order } from '../order/order.entity.ts'
import { money } from '../kernel/money.type.ts'
import type { Payment } from './payment.type.ts'

/** A row of `selectPayment`. */
export interface PaymentRow {
  mode: 'CARD' | 'BANK'
  amount: number
  currency: string
  card_brand: CardBrand | null
  card_first_six: string | null
  bank_name: string | null
}

/** The payment shown to the buyer: the one that paid the order, else the one in progress, else the last declined one. */
export async function findOrderPayment(
  ctx: BuyerContext,
  order: Pick<Order, 'id' | 'paidAt'>,
): Promise<Payment | null> {
  const { id } = ctx.shop
  const [row] = await inTransaction(ctx, (tx) =>
    tx.em.execute<PaymentRow[]>(selectPayment('?', '?'), [id, order.id, id, order.id]),
  )
  return row ? toPayment(row, order) : null
}

export const toPayment = (row: PaymentRow, { paidAt }: Pick<Order, 'paidAt'>): Payment => ({
  mode: row.mode,
  amount: money(row.amount, row.currency),
  cardBrand: row.card_brand,
  cardFirstSix: row.card_first_six,
  bankName: row.bank_name,
  paidAt: paidAt ?? null,
})

/** Selects the payment of an order. The arguments are SQL expressions. */
export const selectPayment = (shopId: string, orderId: string): string => `
  select mode, amount, currency, card_brand, card_first_six, bank_name from (
    select 'CARD' as mode, status, amount, currency, brand as card_brand, first_six as card_first_six, null as bank_name, taken_at as at
    from card_payment where shop_id = ${shopId} and order_id = ${orderId} and status <> 'CLOSED'
    union all
    select 'BANK', status, coalesce(paid_amount, amount), currency, null, null, bank_name, opened_at
    from payment_attempt where shop_id = ${shopId} and order_id = ${orderId} and status in ('OPEN', 'PENDING', 'PAID', 'REFUSED')
  ) payment
  order by case status when 'PAID' then 0 when 'APPROVED' then 0 when 'REFUSED' then 2 else 1 end, at desc
  limit 1`
