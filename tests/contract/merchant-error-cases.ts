import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { merchant as graphql } from '../graphql/documents.ts'
import { CANCEL_ORDER } from '../traffic/merchant.ts'
import type { Certification, Merchant, MerchantUserError } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import type { Environment } from './environment.ts'

/** A request that must be refused with one user error. */
export interface MerchantCase {
  /** How the request differs from a valid one. */
  name: string
  field: string[] | null
  /** Sends valid requests up to the one that must be refused, and returns its errors. */
  reach: (merchant: Merchant) => Promise<MerchantUserError[]>
}

const RESEND_MAIL = graphql(
  'mutation ($mailId: ID!) { resendMail(mailId: $mailId) { mail { id status } userErrors { code message field } } }',
)
const MARK_SHIPPED = graphql(`
  mutation ($orderCode: String!) {
    markShipped(orderCode: $orderCode, carrier: "Colissimo") {
      order {
        status
        fulfillment
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** One or more cases for each user error that a signed-in member can get. */
export function merchantErrorCases(environment: Environment, shop: RunShop): Record<string, MerchantCase[]> {
  const { random, deck } = environment
  const unknownCode = 'AAAA-AAAA'

  const newOrder = () => placeSampleOrder(environment.buyer(shop), random)

  /** An order whose card awaits certification. */
  async function orderWithCard(merchant: Merchant): Promise<{ orderCode: string; paymentId: string }> {
    const buyer = environment.buyer(shop)
    const order = await placeSampleOrder(buyer, random)
    expect((await buyer.payByCard(order, deck.next())).userErrors).toEqual([])
    const payment = (await merchant.order(order.code))?.cardPayments[0]
    return { orderCode: order.code, paymentId: payment?.id ?? '' }
  }

  const certify = async (merchant: Merchant, input: Certification) =>
    (await merchant.certify(input)).userErrors

  async function certified(merchant: Merchant, outcome: 'APPROVED' | 'REFUSED') {
    const payment = await orderWithCard(merchant)
    const input = { ...payment, outcome, authorizationNumber: 'A1B2C3' }
    expect(await certify(merchant, input)).toEqual([])
    return payment
  }

  const reveal = async (
    merchant: Merchant,
    { orderCode, paymentId }: { orderCode: string; paymentId: string },
  ) => (await merchant.revealCard(orderCode, paymentId)).userErrors

  const ship = async (merchant: Merchant, orderCode: string) =>
    (await merchant.request(MARK_SHIPPED, { orderCode })).markShipped.userErrors

  const cancel = async (merchant: Merchant, orderCode: string) =>
    (await merchant.request(CANCEL_ORDER, { orderCode, reason: null })).cancelOrder.userErrors

  const approvedWith =
    (input: Pick<Certification, 'authorizationNumber'>) =>
    async (merchant: Merchant): Promise<MerchantUserError[]> =>
      certify(merchant, { ...(await orderWithCard(merchant)), outcome: 'APPROVED', ...input })

  return {
    NOT_FOUND: [
      {
        name: 'revealCard of an unknown payment',
        field: ['paymentId'],
        reach: async (merchant) =>
          reveal(merchant, { orderCode: (await newOrder()).code, paymentId: randomUUID() }),
      },
      {
        name: 'certifyPayment of an unknown order',
        field: ['orderCode'],
        reach: (merchant) =>
          certify(merchant, { orderCode: unknownCode, paymentId: randomUUID(), outcome: 'REFUSED' }),
      },
      {
        name: 'cancelOrder of an unknown order',
        field: ['orderCode'],
        reach: (merchant) => cancel(merchant, unknownCode),
      },
      {
        name: 'resendMail of an unknown mail',
        field: ['mailId'],
        reach: async (merchant) =>
          (await merchant.request(RESEND_MAIL, { mailId: randomUUID() })).resendMail.userErrors,
      },
      {
        name: 'requestCard of an unknown order',
        field: ['orderCode'],
        reach: async (merchant) => (await merchant.requestCard(unknownCode)).userErrors,
      },
      {
        name: 'markShipped of an unknown order',
        field: ['orderCode'],
        reach: (merchant) => ship(merchant, unknownCode),
      },
    ],
    NOT_REVEALABLE: [
      {
        name: 'after the payment was approved',
        field: ['paymentId'],
        reach: async (merchant) => reveal(merchant, await certified(merchant, 'APPROVED')),
      },
      {
        name: 'after the payment was refused',
        field: ['paymentId'],
        reach: async (merchant) => reveal(merchant, await certified(merchant, 'REFUSED')),
      },
    ],
    PAYMENT_CLOSED: [
      {
        name: 'after another card was requested',
        field: ['paymentId'],
        reach: async (merchant) => {
          const payment = await orderWithCard(merchant)
          expect((await merchant.requestCard(payment.orderCode)).userErrors).toEqual([])
          return certify(merchant, { ...payment, outcome: 'REFUSED' })
        },
      },
    ],
    ALREADY_CERTIFIED: [
      {
        name: 'a second final outcome',
        field: ['paymentId'],
        reach: async (merchant) =>
          certify(merchant, { ...(await certified(merchant, 'APPROVED')), outcome: 'REFUSED' }),
      },
    ],
    AUTHORIZATION_NUMBER_INVALID: [
      {
        name: 'seven characters',
        field: ['authorizationNumber'],
        reach: approvedWith({ authorizationNumber: 'A1B2C3D' }),
      },
      {
        name: 'a hyphen',
        field: ['authorizationNumber'],
        reach: approvedWith({ authorizationNumber: 'A1-B2' }),
      },
    ],
    REQUIRED: [
      {
        name: 'approved without an authorization number',
        field: ['authorizationNumber'],
        reach: approvedWith({}),
      },
    ],
    ORDER_NOT_CANCELLABLE: [
      {
        name: 'a cancelled order',
        field: null,
        reach: async (merchant) => {
          const { code } = await newOrder()
          expect(await cancel(merchant, code)).toEqual([])
          return cancel(merchant, code)
        },
      },
    ],
    ORDER_NOT_SHIPPABLE: [
      {
        name: 'an unpaid order',
        field: null,
        reach: async (merchant) => ship(merchant, (await newOrder()).code),
      },
      {
        name: 'an order that was shipped',
        field: null,
        reach: async (merchant) => {
          const { orderCode } = await certified(merchant, 'APPROVED')
          expect(await ship(merchant, orderCode)).toEqual([])
          return ship(merchant, orderCode)
        },
      },
    ],
    MAIL_NOT_RESENDABLE: [
      {
        name: 'a card-fragment mail',
        field: ['mailId'],
        reach: async (merchant) => {
          const { orderCode } = await orderWithCard(merchant)
          const mail = (await merchant.order(orderCode))?.mails.find(({ kind }) => kind === 'CARD_FRAGMENT')
          return (await merchant.request(RESEND_MAIL, { mailId: mail?.id ?? '' })).resendMail.userErrors
        },
      },
    ],
    CARD_NOT_REQUESTABLE: [
      {
        name: 'an order that never had a card',
        field: ['orderCode'],
        reach: async (merchant) => (await merchant.requestCard((await newOrder()).code)).userErrors,
      },
    ],
  }
}
