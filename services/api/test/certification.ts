import { expect } from 'vitest'
import { processPendingEvents } from './events.ts'
import type { TestApi } from './api.ts'
import { placeTestOrder, type PlacedOrder } from './bank/bank.ts'
import { payByTestCard } from './card.ts'
import { queryInShop } from './sql.ts'
import { headersOf, merchant } from './member.ts'
import { createShop, type ShopOptions } from './shop.ts'

interface Payload {
  order?: { status: string; cardPayment: Record<string, unknown> } | null
  keptDigits?: string | null
  missingDigits?: number | null
  copyAllowed?: boolean | null
  userErrors: { code: string; field: string[] | null }[]
}

const CERTIFY = `mutation ($input: CertifyPaymentInput!) { payload: certifyPayment(input: $input) {
  order { status cardPayment { revealable expiryMonth expiryYear certification { outcome declineReason amount { amount } authorizationNumber certifiedBy { name } certifierRevealedCard }
    certifications { outcome } } } userErrors { code field } } }`
const REVEAL = `mutation ($orderCode: String!, $paymentId: ID!) { payload: revealCard(orderCode: $orderCode, paymentId: $paymentId) {
  keptDigits missingDigits copyAllowed userErrors { code message field } } }`
const REQUEST = `mutation ($orderCode: String!) { payload: requestCard(orderCode: $orderCode) { order { status } userErrors { code field } } }`
const REQUEST_BANK_PAYMENT = `mutation ($orderCode: String!) { payload: requestBankPayment(orderCode: $orderCode) { order { status } userErrors { code field } } }`

/** An order for which a card was given. */
export type OrderWithCard = PlacedOrder & { paymentId: string }

/** A shop whose orders were paid by card, and the calls that a member with the role CERTIFIER makes for them. */
export async function createCertificationScenario(api: TestApi, options: ShopOptions = {}) {
  const shop = await createShop(api, options)
  const certifier = await headersOf(api, shop, 'CERTIFIER')

  async function call(query: string, variables: Record<string, unknown>, headers: Record<string, string>) {
    const { data, errors } = await merchant<{ payload: Payload } | null>(api, query, variables, headers)
    if (!data) throw new Error(JSON.stringify(errors))
    return data.payload
  }

  async function payByCard(order: PlacedOrder): Promise<OrderWithCard> {
    expect((await payByTestCard(api, order)).userErrors).toEqual([])
    const [row] = await queryInShop<{ id: string }>(
      api,
      shop,
      `select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1 and p.status = 'OPEN'`,
      order.code,
    )
    return { ...order, paymentId: row?.id ?? '' }
  }

  return {
    shop,
    payByCard,
    placeOrderWithCard: async () => payByCard(await placeTestOrder(api, shop)),
    /** APPROVED unless `input` says otherwise. */
    certify: ({ code, paymentId }: OrderWithCard, input: Record<string, unknown>, headers = certifier) =>
      call(CERTIFY, { input: { orderCode: code, paymentId, outcome: 'APPROVED', ...input } }, headers),
    reveal: ({ code, paymentId }: OrderWithCard, headers = certifier) =>
      call(REVEAL, { orderCode: code, paymentId }, headers),
    requestCard: ({ code }: PlacedOrder, headers = certifier) => call(REQUEST, { orderCode: code }, headers),
    requestBankPayment: ({ code }: PlacedOrder, headers = certifier) =>
      call(REQUEST_BANK_PAYMENT, { orderCode: code }, headers),
    /** What the database holds about the card payment. Mails leave out order confirmation and card fragment. */
    async stateOf({ code, paymentId }: OrderWithCard) {
      await processPendingEvents(api, shop)
      const [row] = await queryInShop<{
        status: string
        kept: number
        mails: string[]
        audit: string[]
        events: string[]
      }>(
        api,
        shop,
        `select p.status, (select count(*)::int from card_kept where payment_id = p.id) as kept,
           array(select kind from mail where order_id = o.id and kind not in ('ORDER_CONFIRMATION', 'CARD_FRAGMENT') order by created_at, id) as mails,
           array(select action from audit_entry where subject like o.code || '%' order by at) as audit,
           array(select type from domain_event where order_id = o.id order by sequence) as events
         from card_payment p join "order" o on o.id = p.order_id where o.code = $1 and p.id = $2`,
        code,
        paymentId,
      )
      return row
    },
  }
}

export type CertificationScenario = Awaited<ReturnType<typeof createCertificationScenario>>
