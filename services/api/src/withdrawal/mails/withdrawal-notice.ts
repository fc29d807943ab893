import { defineMessages } from '../../kernel/messages.ts'
import type { MailPart, MailRenderer } from '../../mail/mail-content.ts'
import { loadOrderForMail } from '../../order/mails/order-mail.ts'
import { OrderStatus } from '../../order/order-status.ts'
import { declaration, loadDeclaredWithdrawal } from './declared-withdrawal.ts'

const message = defineMessages({
  subject: { en: 'Withdrawal from order {order}', fr: 'Rétractation pour la commande {order}' },
  title: { en: 'A buyer has withdrawn from a purchase', fr: 'Un client s’est rétracté' },
  paid: {
    en: 'Refund the buyer at your bank and record the refund on the page of the order. You may wait until the goods are back, or the buyer proves that they were sent. Do not ship what was withdrawn.',
    fr: 'Remboursez le client auprès de votre banque et enregistrez le remboursement sur la page de la commande. Vous pouvez attendre le retour des articles ou la preuve de leur envoi. N’expédiez pas ce qui fait l’objet de la rétractation.',
  },
  unpaid: {
    en: 'The order was not paid. Do not ship what was withdrawn; if the buyer pays for it, refund it.',
    fr: 'La commande n’était pas payée. N’expédiez pas ce qui fait l’objet de la rétractation\u00a0; si le client le paie, remboursez-le.',
  },
  card: {
    en: 'Do not key the card for what was withdrawn. If you have not keyed it, you can cancel the order; if you have, certify the payment and refund it.',
    fr: 'Ne saisissez pas la carte pour ce qui fait l’objet de la rétractation. Si vous ne l’avez pas saisie, vous pouvez annuler la commande\u00a0; sinon, certifiez le paiement et remboursez-le.',
  },
  cancelled: {
    en: 'The order was not paid and not shipped: it is cancelled, and its stock is available again. You have nothing to do.',
    fr: 'La commande n’était ni payée ni expédiée\u00a0: elle est annulée, et son stock est à nouveau disponible. Vous n’avez rien à faire.',
  },
  link: { en: 'Open the order', fr: 'Ouvrir la commande' },
  footer: {
    en: 'You receive this email because you run the shop.',
    fr: 'Vous recevez cet e-mail parce que vous gérez la boutique.',
  },
})

const ADVICE: Partial<Record<OrderStatus, 'paid' | 'card' | 'cancelled'>> = {
  [OrderStatus.PAID]: 'paid',
  [OrderStatus.AWAITING_CERTIFICATION]: 'card',
  [OrderStatus.CANCELLED]: 'cancelled',
}

/** To the merchant, in the shop's language: what a buyer has withdrawn from, and what to do. Answers go to the buyer. */
export const withdrawalNotice: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const withdrawal = await loadDeclaredWithdrawal(tx, String(mail.details.withdrawalId))
  const { locale: language, timeZone, slug, name: shopName } = tx.shop
  const parts: MailPart[] = [
    { kind: 'paragraph', text: message(ADVICE[order.status] ?? 'unpaid', language) },
    ...declaration(order.code, withdrawal, {
      timeZone,
      language,
      isRefundDue: order.status === OrderStatus.PAID,
    }),
    {
      kind: 'link',
      label: message('link', language),
      url: `${tx.app.env.portalUrl}/${slug}/orders/${order.code}`,
    },
  ]
  return {
    language,
    shopName,
    replyTo: order.email,
    orderCode: order.code,
    subject: message('subject', language, { order: order.code }),
    title: message('title', language),
    parts,
    footer: message('footer', language),
  }
}
