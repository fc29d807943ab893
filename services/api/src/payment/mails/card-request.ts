import { formatMoney } from '@triclic/money'
import { defineMessages } from '../../kernel/messages.ts'
import type { MailContent, MailRenderer } from '../../mail/mail-content.ts'
import {
  buyerMail,
  loadOrderForMail,
  orderMailSource,
  type OrderMailSource,
} from '../../order/mails/order-mail.ts'
import { cardRequestToken, CARD_REQUEST_HOURS, findCardRequestToken } from '../card/certify/request-card.ts'

const message = defineMessages({
  title: { en: 'Please enter your card again', fr: 'Merci de saisir à nouveau votre carte' },
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
export const cardRequest: MailRenderer = async (tx, mail, wording) => {
  const order = await loadOrderForMail(tx, mail)
  const { requestId, page } = mail.details
  const token = await tokenOf(tx, order, String(requestId))
  return writeCardRequest(orderMailSource(tx, order, wording), `${page}#${order.code}.${token}`)
}

/** While a key is replaced, the API may have stored the hash of a token that it made with another key than the first one here. */
async function tokenOf(
  { em, app, shop }: Parameters<MailRenderer>[0],
  order: { shopId: string; id: string },
  requestId: string,
): Promise<string> {
  const keys = app.env.orderTokenKeys
  if (keys.length === 1) return cardRequestToken(keys, order, requestId)
  const [request] = await em.execute<{ id: string; tokenHash: Buffer }[]>(
    'select id, token_hash as "tokenHash" from card_request where shop_id = ? and id = ?',
    [shop.id, requestId],
  )
  const token = request && findCardRequestToken(keys, order, request)
  if (!token) throw new Error('No key in ORDER_TOKEN_KEY made the link to enter a card.')
  return token
}

export function writeCardRequest(source: OrderMailSource, url: string): MailContent {
  const { order } = source
  const { language } = order
  const heading = { title: message('title', language), footer: message('footer', language) }
  const amount = formatMoney({ amount: order.total, currency: order.currency }, language)
  return buyerMail(source, 'CARD_REQUEST', heading, [
    { kind: 'link', label: message('link', language), url },
    {
      kind: 'facts',
      rows: [
        [message('order', language), order.code],
        [message('amount', language), amount],
      ],
    },
    { kind: 'paragraph', text: message('limit', language, { hours: CARD_REQUEST_HOURS }) },
  ])
}
