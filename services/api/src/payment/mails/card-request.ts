import { formatMoney } from '@triclic/money'
import type { MailRenderer } from '../../mail/mail-content.ts'
import { buyerMail } from '../../order/mails/buyer-mail.ts'
import { loadOrderForMail } from '../../order/mails/load-order-for-mail.ts'
import { cardRequestToken, CARD_REQUEST_HOURS } from '../card/certify/card-request-token.ts'

const TEXTS = {
  fr: {
    subject: 'Redonnez votre carte pour la commande',
    title: 'Votre carte est redemandée',
    intro:
      'La boutique n’a pas pu encaisser votre carte ; rien n’a été débité et ses chiffres sont effacés. ' +
      'Donnez une carte à nouveau sur la page sécurisée de la boutique :',
    link: 'Donner une carte',
    limit: `Ce lien est à vous seul : il sert une fois, pendant ${CARD_REQUEST_HOURS} heures. Le code de sécurité de la carte n’est jamais demandé.`,
    order: 'Commande',
    amount: 'À payer',
    footer:
      'N’envoyez jamais un numéro de carte par e-mail. Si vous n’avez rien commandé, ignorez ce message.',
  },
  en: {
    subject: 'Please give your card again for order',
    title: 'Your card is needed again',
    intro:
      'The shop could not charge your card; nothing was taken and its digits are erased. ' +
      'Please give a card again on the shop’s secure page:',
    link: 'Give a card',
    limit: `This link is for you alone: it works once, within ${CARD_REQUEST_HOURS} hours. The card’s security code is never asked for.`,
    order: 'Order',
    amount: 'To pay',
    footer: 'Never send a card number by e-mail. If you did not order anything, ignore this message.',
  },
} as const

/** To the buyer: a link that is good once. The token stands behind the #, so that no server's log sees it. */
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
