import { inTransaction, type ShopContext } from '../../../app/context.ts'
import { Mail } from '../../../mail/mail.entity.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { Order } from '../../../order/order.entity.ts'
import { CardPayment } from '../card-payment.entity.ts'
import type { FragmentOwner } from './keys.ts'

/** What the database confirms of a fragment; null while it knows no such payment of that order in that shop. */
export const findFragmentMail = (
  ctx: ShopContext,
  { orderId, paymentId }: FragmentOwner,
): Promise<{ order: Order; payment: CardPayment; mail: Mail } | null> =>
  inTransaction(ctx, async (tx) => {
    const shopId = tx.shop.id
    const payment = await tx.em.findOne(CardPayment, { id: paymentId, shopId, orderId })
    const order = payment && (await tx.em.findOne(Order, { id: orderId, shopId }))
    const mail = order && (await tx.em.findOne(Mail, { shopId, paymentId, kind: MailKind.CARD_FRAGMENT }))
    return mail ? { order, payment, mail } : null
  })
