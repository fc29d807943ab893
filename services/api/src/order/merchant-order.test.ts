import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../test/count-statements.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { merchant, headersOf } from '../../test/member.ts'
import { insertTestOrder, type OrderOptions } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, executeInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const useNewShop = async () => {
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'CERTIFIER')
}
const createOrder = (options: OrderOptions = {}) => insertTestOrder(api, shop, options)

const ALL_FIELDS = `
  id code status fulfillment placedAt email note carrier trackingUrl
  billingAddress { firstName lastName line1 postalCode city countryCode company }
  shippingAddress { city }
  lines { productName variantName sku quantity unitPrice { amount currency } total { amount } }
  subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount currency }
  cardPayment { id revealable certification { outcome } }
  cardPayments { id takenAt mark brand firstSix numberLength expiryMonth expiryYear revealable
    certification { outcome } certifications { outcome amount { amount } certifiedBy { name } } }
  bankPayments { id reference bank status amount { amount } updatedAt }
  mails { id kind to status sentAt lastError attempts }
  timeline { at kind by message }`

describe('the order query', () => {
  beforeAll(useNewShop)

  const queryOrder = async (code: string) => {
    const { data, errors } = await merchant<{ order: Record<string, never> | null }>(
      api,
      `query ($code: String!) { order(code: $code) { ${ALL_FIELDS} } }`,
      { code },
      headers,
    )
    expect(errors).toBeUndefined()
    return data.order
  }

  test('returns all fields of an order', async () => {
    const { id, code, cardPaymentId } = await createOrder({
      status: 'AWAITING_CERTIFICATION',
      card: 'OPEN',
      kept: true,
      lines: 2,
      mails: [{ kind: 'ORDER_CONFIRMATION' }],
    })
    expect(await queryOrder(code)).toMatchObject({
      id,
      code,
      status: 'AWAITING_CERTIFICATION',
      fulfillment: 'UNFULFILLED',
      billingAddress: { firstName: 'Camille', city: 'Paris', company: null },
      lines: [{ productName: 'Bol', unitPrice: { amount: 1000, currency: 'EUR' } }, {}],
      total: { amount: 2000, currency: 'EUR' },
      cardPayment: { id: cardPaymentId, revealable: true, certification: null },
      cardPayments: [{ mark: 'ABCD', brand: 'VISA', firstSix: '424242', numberLength: 16, expiryYear: 2030 }],
      bankPayments: [],
      mails: [{ kind: 'ORDER_CONFIRMATION', status: 'SENT' }],
      timeline: [],
    })
  })

  test.each([
    ['certified', { card: 'APPROVED', kept: true }],
    ['closed', { card: 'CLOSED', kept: true }],
    ['past its retention', { card: 'OPEN', kept: false }],
  ] as const)('has no revealable card once it is %s', async (_name, options) => {
    const { code } = await createOrder(options)
    expect(await queryOrder(code)).toMatchObject({ cardPayment: { revealable: false } })
  })

  test('masks the digits in the mail server’s error', async () => {
    const { code } = await createOrder({
      mails: [{ kind: 'CARD_FRAGMENT', status: 'FAILED', lastError: '550 rejected: ١٢ 424242' }],
    })
    const { mails } = (await queryOrder(code)) as unknown as { mails: { lastError: string }[] }
    expect(mails[0]?.lastError).toBe('••• rejected: •• ••••••')
  })

  test('returns null for another shop’s order and for an unknown code', async () => {
    const foreign = await insertTestOrder(api, await createShop(api))
    expect(await queryOrder(foreign.code)).toBeNull()
    expect(await queryOrder('NOBODY')).toBeNull()
  })
})

describe('the payment summary of an order in a list', () => {
  beforeAll(useNewShop)

  const summaryOf = async (code: string) => {
    const { data, errors } = await merchant<{ orders: { nodes: { paymentSummary: unknown }[] } }>(
      api,
      `query ($code: String!) {
        orders(filter: { search: $code }) { nodes { paymentSummary { cardBrand bank hasOpenUnmatchedPayment } } }
      }`,
      { code },
      headers,
    )
    expect(errors).toBeUndefined()
    return data.orders.nodes[0]?.paymentSummary
  }

  test('is empty without a payment', async () => {
    const { code } = await createOrder()
    expect(await summaryOf(code)).toEqual({ cardBrand: null, bank: null, hasOpenUnmatchedPayment: false })
  })

  test('has the brand of the card, the newest bank, and whether an unmatched payment is open', async () => {
    const { id, code } = await createOrder({ card: 'OPEN' })
    await insertBankPayment(id, 'First Bank', '2026-01-01T00:00:00Z')
    await insertBankPayment(id, 'Second Bank', '2026-01-02T00:00:00Z')
    await insertUnmatchedPayment(id, new Date())
    expect(await summaryOf(code)).toEqual({
      cardBrand: 'VISA',
      bank: 'Second Bank',
      hasOpenUnmatchedPayment: false,
    })
    await insertUnmatchedPayment(id, null)
    expect(await summaryOf(code)).toMatchObject({ hasOpenUnmatchedPayment: true })
  })

  const insertUnmatchedPayment = (orderId: string, closedAt: Date | null) =>
    executeInShop(
      api,
      shop,
      `insert into unmatched_payment (id, shop_id, order_id, reason, amount, currency, protocol, reference, closed_at)
       values ($1, $2, $3, 'WRONG_AMOUNT', 900, 'EUR', 'lyra', 'r1', $4)`,
      v7(),
      shop.id,
      orderId,
      closedAt,
    )

  async function insertBankPayment(orderId: string, bank: string, openedAt: string): Promise<void> {
    const accountId = v7()
    await executeAllInShop(api, shop, [
      [
        `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
         values ($1, $2, $3, $4, 'TEST', 'https://bank.test/', '1', '\\x00')`,
        accountId,
        shop.id,
        bank === 'First Bank' ? 'lyra' : 'paybox',
        bank,
      ],
      [
        `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, amount, currency,
           environment, redirect, return_url, opened_at)
         values ($1, $2, $3, $4, 'lyra', $5, $5, 1000, 'EUR', 'TEST', '{}', 'https://shop.test/', $6)`,
        v7(),
        shop.id,
        orderId,
        accountId,
        bank,
        openedAt,
      ],
    ])
  }
})

describe('the number of SQL statements', () => {
  const page = () =>
    merchant(api, `{ orders(first: 100) { totalCount nodes { ${ALL_FIELDS} } } }`, {}, headers)

  test('is the same for twenty orders with all relations as for two', async () => {
    await useNewShop()
    const addOrder = () =>
      createOrder({
        card: 'APPROVED',
        lines: 3,
        mails: [{ kind: 'ORDER_CONFIRMATION' }, { kind: 'PAYMENT_NOTICE' }],
      })
    await addOrder()
    await addOrder()
    const two = await countStatements(page)
    expect(two.result.errors).toBeUndefined()
    for (let i = 0; i < 18; i++) await addOrder()
    const twenty = await countStatements(page)
    expect(twenty.result.errors).toBeUndefined()
    expect(twenty.statements).toHaveLength(two.statements.length)
    expect(twenty.transactions).toBe(1)
    // Session, count, page, and one each for lines, mails, timeline, card payments, payment attempts and certifications.
    expect(twenty.statements.length).toBeLessThanOrEqual(9)
  })
})
