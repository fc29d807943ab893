import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail, loadOrderForMail } from '../../order/mails/order-mail.ts'
import { cardRequestToken, CARD_REQUEST_HOURS } from '../card/certify/request-card.ts'

const message = defineMessages({
  subject: {
    en: 'Please enter your card again for order',
    fr: 'Merci de saisir à nouveau votre carte pour la commande',
  },
  title: { en: 'Please enter your card again', fr: 'Merci de saisir à nouveau votre carte' },
  intro: {
    en: 'The shop could not charge your card. You were not charged, and its digits have been erased. Enter a card on the shop’s secure page:',
    fr: 'La boutique n’a pas pu encaisser votre carte. Rien n’a été débité et ses chiffres ont été effacés. Saisissez une carte sur la page sécurisée de la boutique\u00a0:',
  },
  link: { en: 'Enter a card', fr: 'Saisir une carte' },
  limit: {
    en: 'This link is only for you. It works once and expires after {hours} hours. You are never asked for the card’s security code.',
    fr: 'Ce lien vous est réservé. Il ne fonctionne qu’une fois, pendant {hours}\u00a0heures. Le code de sécurité de la carte n’est jamais demandé.',
  },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount due', fr: 'À payer' },
  footer: {
    en: 'Never send a card number by email. If you did not place an order, ignore this message.',
    fr: 'N’envoyez jamais de numéro de carte par e-mail. Si vous n’avez rien commandé, ignorez ce message.',
  },
})

/**
 * Mail to the buyer: a single-use link to enter a card again. The token follows the #, so it never reaches a server
 * log.
 */
export const cardRequest: MailRenderer = async (tx, mail) => {
  const order = await loadOrderForMail(tx, mail)
  const { language } = order
  const heading = {
    subject: message('subject', language),
    title: message('title', language),
    footer: message('footer', language),
  }
  const { requestId, page } = mail.details
  const token = cardRequestToken(tx.app.env.orderTokenKey, order, String(requestId))
  return buyerMail(tx, order, heading, [
    { kind: 'paragraph', text: message('intro', language) },
    { kind: 'link', label: message('link', language), url: `${page}#${order.code}.${token}` },
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        [
          message('amount', language),
          formatMoney({ amount: order.total, currency: order.currency }, language),
        ],
      ],
    },
    { kind: 'paragraph', text: message('limit', language, { hours: CARD_REQUEST_HOURS }) },
  ])
}
