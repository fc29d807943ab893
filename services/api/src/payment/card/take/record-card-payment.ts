import { v7 } from 'uuid'
import type { BuyerContext, InTransaction } from '../../../app/context.ts'
import { classifyError } from '../../../platform/classify-error.ts'
import { afterCommit } from '../../../platform/db/after-commit.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject, RequestError, serviceUnavailable } from '../../../kernel/errors.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { lockOrderInShop } from '../../../order/lock-order.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import { abandonOpenAttempt, OPEN_ATTEMPT_MINUTES } from '../../gateway/attempts/abandon-open-attempt.ts'
import type { CardInput } from './card.input.ts'
import { requirePayable } from '../../require-payable.ts'
import { wakeCardFragment, type QueuedFragment } from './queue-card-fragment.ts'
import type { OrderToPay } from './load-order-for-payment.ts'

export interface CardPaymentToRecord {
  paymentId: string
  orderToPay: OrderToPay
  mark: string
  card: CardInput
  firstSix: string
  numberLength: number
  keptDigits: { keyId: string; sealed: Buffer }
  idempotencyKey: string | null
  abandonOpenAttempt: boolean
  job: QueuedFragment
}

/**
 * Writes the payment, its kept digits, the card fragment's mail row, the order status and the event in one transaction.
 * @throws SERVICE_UNAVAILABLE when the outcome of the commit is unknown.
 */
export async function recordCardPayment(ctx: BuyerContext, payment: CardPaymentToRecord): Promise<Order> {
  let isCommitting = false
  try {
    return await inTransaction(ctx, async (tx) => {
      const order = await writeCardPayment(tx, payment)
      isCommitting = true
      const event = { type: 'card.received', data: { paymentId: payment.paymentId }, by: 'buyer' } as const
      await changeOrderStatus(tx, order, 'payByCard', event, { commits: true })
      return order
    })
  } catch (error) {
    throw isCommitting && isOutcomeUnknown(error) ? serviceUnavailable(error) : error
  }
}

/** A RequestError and a defect say what happened. */
const isOutcomeUnknown = (error: unknown): boolean =>
  !(error instanceof RequestError) && classifyError(error) !== 'defect'

async function writeCardPayment(
  tx: InTransaction<BuyerContext>,
  payment: CardPaymentToRecord,
): Promise<Order> {
  const { orderToPay } = payment
  const order = (await lockOrderInShop(tx, { id: orderToPay.id })) ?? reject('ORDER_NOT_FOUND', 'orderCode')
  requirePayable(order.status)
  if (orderToPay.requestId) await useCardRequest(tx, orderToPay.requestId)
  if (orderToPay.isAtBank) {
    await abandonOpenAttempt(tx, order, payment.abandonOpenAttempt)
    // The next statement looks for open attempts.
    await tx.em.flush()
  }
  await insertPayment(tx, order, payment)
  afterCommit(tx.em, () => wakeCardFragment(tx, payment.job))
  return order
}

/** Marks a card request as used. Of two concurrent requests, only one succeeds. */
async function useCardRequest(tx: InTransaction<BuyerContext>, requestId: string): Promise<void> {
  const used = await tx.em.execute(
    `update card_request set used_at = now() where shop_id = ? and id = ? and used_at is null returning id`,
    [tx.shop.id, requestId],
  )
  if (used.length === 0) reject('ORDER_NOT_FOUND', 'orderCode')
}

async function insertPayment(
  tx: InTransaction<BuyerContext>,
  order: Order,
  payment: CardPaymentToRecord,
): Promise<void> {
  const inserted = await tx.em.execute(INSERT_PAYMENT, [
    payment.paymentId,
    tx.shop.id,
    order.id,
    payment.mark,
    payment.card.brand,
    payment.firstSix,
    payment.numberLength,
    payment.card.expiryMonth,
    payment.card.expiryYear,
    order.total,
    order.currency,
    payment.idempotencyKey,
    tx.shop.id,
    order.id,
    OPEN_ATTEMPT_MINUTES,
    tx.shop.id,
    payment.keptDigits.keyId,
    payment.keptDigits.sealed.toString('hex'),
    tx.shop.keptRetentionSeconds,
    v7(),
    tx.shop.id,
    order.id,
    MailKind.CARD_FRAGMENT,
    tx.shop.fragmentTo,
    JSON.stringify(tx.shop.openPgpKey ? { openPgpFingerprint: tx.shop.openPgpKey.fingerprint } : {}),
  ])
  if (inserted.length === 0) reject('PAYMENT_IN_PROGRESS')
}

// The payment, its kept digits and the mail of its card fragment. Inserts nothing when a payment attempt at a bank was started after the order was loaded.
const INSERT_PAYMENT = `
  with payment as (
    insert into card_payment (id, shop_id, order_id, mark, brand, first_six, number_length, expiry_month, expiry_year,
      amount, currency, idempotency_key)
    select ?::uuid, ?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?
    where not exists (select from payment_attempt a where a.shop_id = ? and a.order_id = ?
      and a.status in ('OPEN', 'PENDING') and a.opened_at > now() - make_interval(mins => ?))
    returning id
  ), kept as (
    insert into card_kept (payment_id, shop_id, key_id, sealed, erase_at)
    select id, ?::uuid, ?, decode(?, 'hex'), now() + make_interval(secs => ?) from payment
  )
  insert into mail (id, shop_id, order_id, kind, recipient, details, payment_id)
  select ?::uuid, ?::uuid, ?::uuid, ?, ?, ?::jsonb, id from payment
  returning payment_id`
