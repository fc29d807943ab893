import { formatMoney } from '@triclic/money'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, loadOrderForMail } from '../../order/mails/order-mail.ts'
import { cardRequestToken, CARD_REQUEST_HOURS } from '../card/certify/request-card.ts'

const TEXTS = {
  fr: {
    subject: 'Merci de saisir à nouveau votre carte pour la commande',
    title: 'Merci de saisir à nouveau votre carte',
    intro:
      'La boutique n’a pas pu encaisser votre carte. Rien n’a été débité et ses chiffres ont été effacés. ' +
      'Saisissez une carte sur la page sécurisée de la boutique\u00a0:',
    link: 'Saisir une carte',
    limit: `Ce lien vous est réservé. Il ne fonctionne qu’une fois, pendant ${CARD_REQUEST_HOURS}\u00a0heures. Le code de sécurité de la carte n’est jamais demandé.`,
    order: 'Commande',
    amount: 'À payer',
    footer:
      'N’envoyez jamais de numéro de carte par e-mail. Si vous n’avez rien commandé, ignorez ce message.',
  },
  en: {
    subject: 'Please enter your card again for order',
    title: 'Please enter your card again',
    intro:
      'The shop could not charge your card. You were not charged, and its digits have been erased. ' +
      'Enter a card on the shop’s secure page:',
    link: 'Enter a card',
    limit: `This link is only for you. It works once and expires after ${CARD_REQUEST_HOURS} hours. You are never asked for the card’s security code.`,
    order: 'Order',
    amount: 'Amount due',
    footer: 'Never send a card number by email. If you did not place an order, ignore this message.',
  },
} as const

/** To the buyer: a single-use link to enter a card again. The token follows the #, so it never reaches a server log. */
export const cardRequest: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const texts = TEXTS[order.language]
  const { requestId, page } = mail.details
  const token = cardRequestToken(tx.app.env.orderTokenKey, order, String(requestId))
  return buyerMail(tx, order, texts, [
    { kind: 'paragraph', text: texts.intro },
    { kind: 'link', label: texts.link, url: `${page}#${order.code}.${token}` },
    {
      kind: 'facts',
      rows: [
        [texts.order, order.code],
        [texts.amount, formatMoney({ amount: order.total, currency: order.currency }, order.language)],
      ],
    },
    { kind: 'paragraph', text: texts.limit },
  ])
}
