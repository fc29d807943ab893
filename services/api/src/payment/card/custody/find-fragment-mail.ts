import type { ShopContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { Mail } from '../../../mail/mail.entity.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { Order } from '../../../order/order.entity.ts'
import { CardPayment } from '../card-payment.entity.ts'
import type { CardPaymentRef } from './keys.ts'

export interface FragmentMail {
  order: Order
  payment: CardPayment
  mail: Mail
}

/** The order, payment and mail row of a card fragment. Null while the database has no such payment of that order and shop. */
export const findFragmentMail = (
  ctx: ShopContext,
  { orderId, paymentId }: CardPaymentRef,
): Promise<FragmentMail | null> =>
  inTransaction(ctx, async (tx) => {
    const shopId = tx.shop.id
    const payment = await tx.em.findOne(CardPayment, { id: paymentId, shopId, orderId })
    const order = payment && (await tx.em.findOne(Order, { id: orderId, shopId }))
    const mail = order && (await tx.em.findOne(Mail, { shopId, paymentId, kind: MailKind.CARD_FRAGMENT }))
    return mail ? { order, payment, mail } : null
  })
