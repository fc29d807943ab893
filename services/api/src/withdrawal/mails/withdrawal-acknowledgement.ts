import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailPart, MailRenderer } from '../../mail/mail-content.ts'
import { loadConfirmedOrder, type ConfirmedOrder } from '../../order/mails/load-confirmed-order.ts'
import { seller } from '../../order/mails/order-block.ts'
import { buyerMail, orderLink, orderMailSource, type OrderMailSource } from '../../order/mails/order-mail.ts'
import { termsFiles } from '../../order/mails/terms-files.ts'
import { FulfillmentStatus, OrderStatus } from '../../order/order-status.ts'
import {
  declaration,
  loadDeclaredWithdrawal,
  longDay,
  type DeclaredWithdrawal,
} from './declared-withdrawal.ts'

const message = defineMessages({
  title: { en: 'Your withdrawal was received', fr: 'Votre rétractation est enregistrée' },
  sendBack: {
    en: 'Send back what you have received at the latest by {day}, to the address of the shop below. The shop may wait for the goods, or for the proof that you sent them, before it refunds you.',
    fr: 'Renvoyez ce que vous avez reçu au plus tard le {day}, à l’adresse de la boutique ci-dessous. La boutique peut attendre les articles, ou la preuve de leur envoi, pour vous rembourser.',
  },
  sendBackToAsked: {
    en: 'Send back what you have received at the latest by {day}. Answer this email if you do not know where to. The shop may wait for the goods, or for the proof that you sent them, before it refunds you.',
    fr: 'Renvoyez ce que vous avez reçu au plus tard le {day}. Si vous ne savez pas à quelle adresse, répondez à cet e-mail. La boutique peut attendre les articles, ou la preuve de leur envoi, pour vous rembourser.',
  },
  cancelled: {
    en: 'The order was not paid and not shipped: it is cancelled, and you have nothing to send back.',
    fr: 'La commande n’était ni payée ni expédiée\u00a0: elle est annulée, et vous n’avez rien à renvoyer.',
  },
  footer: {
    en: 'You’re receiving this email because you withdrew from a purchase on the website of the shop. Keep it as a proof.',
    fr: 'Vous recevez cet e-mail parce que vous vous êtes rétracté d’un achat sur le site de la boutique. Conservez-le comme preuve.',
  },
})

/** Acknowledges a withdrawal with its content, date and time on a durable medium (Code de la consommation L221-21). */
export const withdrawalAcknowledgement: MailRenderer = async (tx, mail, wording) => {
  const order = await loadConfirmedOrder(tx, mail.orderId)
  const withdrawal = await loadDeclaredWithdrawal(tx, String(mail.details.withdrawalId))
  return writeWithdrawalAcknowledgement(orderMailSource(tx, order, wording), withdrawal)
}

export function writeWithdrawalAcknowledgement(
  source: OrderMailSource<ConfirmedOrder>,
  withdrawal: DeclaredWithdrawal,
): MailContent {
  const { order, shop } = source
  const { language } = order
  const { timeZone } = shop
  const isCancelled = order.status === OrderStatus.CANCELLED
  const heading = { title: message('title', language), footer: message('footer', language) }
  const parts = [
    ...declaration(order.code, withdrawal, { timeZone, language, isRefundDue: !isCancelled }),
    ...(isCancelled
      ? [{ kind: 'paragraph' as const, text: message('cancelled', language) }]
      : returnInstructions(source, withdrawal)),
    ...orderLink(source, 'see'),
  ]
  const files = termsFiles({ ...order, termsText: null })
  return {
    ...buyerMail(source, 'WITHDRAWAL', heading, parts),
    ...(files.length > 0 && { attachments: files }),
  }
}

/** Within fourteen days of the declaration (L221-23), the same day as the refund. Nothing to send back of an order that was not shipped. */
function returnInstructions(
  { order, shop }: OrderMailSource,
  { refundDueAt }: DeclaredWithdrawal,
): MailPart[] {
  if (order.fulfillment === FulfillmentStatus.UNFULFILLED && !order.isPartlyShipped) return []
  const { language } = order
  const address = seller(shop, language)
  const day = longDay(refundDueAt, shop.timeZone, language)
  const text = message(address.length > 0 ? 'sendBack' : 'sendBackToAsked', language, { day })
  return [{ kind: 'paragraph', text }, ...address]
}
