import { inTransaction, type BuyerContext, type InTransaction } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import { lockOrderInShop } from '../../../order/lock-order.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import { abandonOpenAttempt, OPEN_ATTEMPT_MINUTES } from '../../gateway/attempts/abandon-open-attempt.ts'
import type { CardInput } from './card.input.ts'
import { requirePayable } from '../../require-payable.ts'
import type { OrderToPay } from './load-order-for-payment.ts'
import { cardTimelineMessage } from '../timeline-messages.ts'

export interface CardPaymentToRecord {
  paymentId: string
  look: OrderToPay
  mark: string
  card: CardInput
  firstSix: string
  numberLength: number
  kept: { keyId: string; sealed: Buffer }
  idempotencyKey: string | null
  abandonOpenAttempt: boolean
}

/** The one transaction of pay-by-card: payment, kept digits, the fragment's mail row, status and timeline. */
export const recordCardPayment = (ctx: BuyerContext, taken: CardPaymentToRecord): Promise<Order> =>
  inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { id: taken.look.id })) ?? reject('ORDER_NOT_FOUND', 'orderCode')
    requirePayable(order.status)
    if (taken.look.requestId) await useRequest(tx, taken.look.requestId)
    if (taken.look.isAtBank) await abandonOpenAttempt(tx, order, taken.abandonOpenAttempt)
    await changeOrderStatus(tx, order, 'payByCard', {
      kind: 'CARD_TAKEN',
      by: 'buyer',
      message: cardTimelineMessage('taken', tx.shop.locale),
    })
    await insertPayment(tx, order, taken)
    await writeMails(tx, [
      {
        orderId: order.id,
        kind: MailKind.CARD_FRAGMENT,
        recipient: tx.shop.fragmentTo,
        paymentId: taken.paymentId,
        details: tx.shop.openPgpKey ? { openPgpFingerprint: tx.shop.openPgpKey.fingerprint } : {},
      },
    ])
    return order
  })

/** A request is used once: of two that come at the same time, one. */
async function useRequest(tx: InTransaction<BuyerContext>, requestId: string): Promise<void> {
  const used = await tx.em.execute(
    `update card_request set used_at = now() where shop_id = ? and id = ? and used_at is null returning id`,
    [tx.shop.id, requestId],
  )
  if (used.length === 0) reject('ORDER_NOT_FOUND', 'orderCode')
}

async function insertPayment(
  tx: InTransaction<BuyerContext>,
  order: Order,
  taken: CardPaymentToRecord,
): Promise<void> {
  const inserted = await tx.em.execute(INSERT_PAYMENT, [
    taken.paymentId,
    tx.shop.id,
    order.id,
    taken.mark,
    taken.card.brand,
    taken.firstSix,
    taken.numberLength,
    taken.card.expiryMonth,
    taken.card.expiryYear,
    order.total,
    order.currency,
    taken.idempotencyKey,
    tx.shop.id,
    order.id,
    OPEN_ATTEMPT_MINUTES,
    tx.shop.id,
    taken.kept.keyId,
    taken.kept.sealed.toString('hex'),
    tx.shop.keptRetentionSeconds,
  ])
  if (inserted.length === 0) reject('PAYMENT_IN_PROGRESS')
}

// A bank attempt may have been opened since the order was looked at.
const INSERT_PAYMENT = `
  with payment as (
    insert into card_payment (id, shop_id, order_id, mark, brand, first_six, number_length, expiry_month, expiry_year,
      amount, currency, idempotency_key)
    select ?::uuid, ?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?
    where not exists (select from payment_attempt a where a.shop_id = ? and a.order_id = ?
      and a.status in ('OPEN', 'PENDING') and a.opened_at > now() - make_interval(mins => ?))
    returning id
  )
  insert into card_kept (payment_id, shop_id, key_id, sealed, erase_at)
  select id, ?, ?, decode(?, 'hex'), now() + make_interval(secs => ?) from payment
  returning payment_id`
