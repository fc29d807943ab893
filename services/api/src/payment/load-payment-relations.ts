import type { CardBrand } from '@triclic/card-core'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { toArray } from '../platform/db/sql.ts'
import { DISPLAYED_STATUS, PaymentAttempt } from './gateway/attempts/payment-attempt.entity.ts'
import { Certification } from './card/certify/certification.entity.ts'
import type { MerchantCardPayment } from './merchant-payment.type.ts'

// Each query loads the rows of all requested orders or payments in one statement.

export type CardPaymentOfOrder = MerchantCardPayment & { orderId: string }

/** Newest first. */
export const cardPaymentsOfOrders: BatchQuery<CardPaymentOfOrder> = (ctx, ids) =>
  inTransaction(ctx, async ({ app, em, shop }) => {
    const rows = await em.execute<CardPaymentRow[]>(CARD_PAYMENTS, [shop.id, toArray(ids)])
    return rows.map((row) => ({
      id: row.id,
      orderId: row.order_id,
      takenAt: new Date(row.taken_at),
      mark: row.mark,
      brand: row.brand,
      firstSix: row.first_six ?? '',
      numberLength: row.number_length,
      expiryMonth: row.expiry_month,
      expiryYear: row.expiry_year,
      revealable: row.kept_key !== null && app.keptDigitsKeys.has(row.kept_key),
    }))
  })

interface CardPaymentRow {
  id: string
  order_id: string
  taken_at: string | Date
  mark: string
  brand: CardBrand
  /** Null once the buyer is erased. */
  first_six: string | null
  number_length: number
  expiry_month: number | null
  expiry_year: number | null
  /** Id of the key that encrypts the kept digits; null when they can't be revealed. */
  kept_key: string | null
}

const CARD_PAYMENTS = `
  select p.id, p.order_id, p.taken_at, p.mark, p.brand, p.first_six, p.number_length, p.expiry_month, p.expiry_year,
    k.key_id as kept_key
  from card_payment p left join card_kept k
    on k.shop_id = p.shop_id and k.payment_id = p.id and k.erase_at > now() and p.status = 'OPEN'
  where p.shop_id = ? and p.order_id = any(?::uuid[])
  order by p.taken_at desc, p.id desc`

export type CertificationOfPayment = Certification & { certifierRevealedCard: boolean }

/** Oldest first. */
export const certificationsOfPayments: BatchQuery<CertificationOfPayment> = (ctx, ids) =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<Record<string, unknown>[]>(CERTIFICATIONS, [shop.id, toArray(ids)])
    return rows.map((row) =>
      Object.assign(em.map(Certification, row), {
        certifierRevealedCard: row.certifier_revealed_card === true,
      }),
    )
  })

// Table order_event holds what happened before there were domain events.
const CERTIFICATIONS = `
  select c.*, (exists (
    select 1 from domain_event e
    where e.shop_id = c.shop_id and e.stream_id = p.order_id and e.type = 'card.kept_digits_revealed'
      and e.data ->> 'paymentId' = c.payment_id::text and e.member_id = c.certified_by and e.at <= c.certified_at
  ) or exists (
    select 1 from order_event e
    where e.shop_id = c.shop_id and e.order_id = p.order_id and e.kind = 'CARD_REVEALED'
      and e.by = c.certified_by_name and e.at between p.taken_at and c.certified_at
  )) as certifier_revealed_card
  from certification c join card_payment p on p.shop_id = c.shop_id and p.id = c.payment_id
  where c.shop_id = ? and c.payment_id = any(?::uuid[])
  order by c.certified_at, c.id`

/** Newest first. */
export const paymentAttemptsOfOrders: BatchQuery<PaymentAttempt> = (ctx, ids) =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<Record<string, unknown>[]>(
      `select a.*, ${DISPLAYED_STATUS} as status from payment_attempt a where a.shop_id = ? and a.order_id = any(?::uuid[])
       order by a.opened_at desc, a.id desc`,
      [shop.id, toArray(ids)],
    )
    return rows.map((row) => em.map(PaymentAttempt, row))
  })
