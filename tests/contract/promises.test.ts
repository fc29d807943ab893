import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { merchant as merchantApi, storefront } from '../graphql/documents.ts'
import { mailsOf, headerOf, orderFromCardRequest, waitForMail } from '../traffic/mailbox.ts'
import { submitToBank } from '../traffic/pay-at-bank.ts'
import { codesOf, placeSampleOrder } from '../traffic/place-sample-order.ts'
import type { Visitor } from '../traffic/visitor.ts'
import { startEnvironment } from './environment.ts'

/** Behaviour that the comments and descriptions of the contract promise. */
const environment = await startEnvironment(['api', 'worker', 'bank'])
afterAll(() => environment.stop())
const { run, random, deck } = environment
const [shop, otherShop] = run.shops as [RunShop, RunShop]
const mailbox = run.mailbox ?? ''

let buyer: Visitor
beforeEach(() => {
  buyer = environment.buyer(shop)
})

const CART = storefront('{ cart { lines { variant { id } quantity } totalQuantity subtotal { amount } } }')
const SET_LINE =
  storefront(`mutation ($id: ID!, $quantity: Int!) { setCartLine(variantId: $id, quantity: $quantity) {
  cart { totalQuantity } userErrors { code } } }`)
const QUOTE =
  storefront(`query ($country: String!, $method: ID) { quote(countryCode: $country, shippingMethodId: $method) {
  subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount } } }`)
const TOTALS = storefront(`query ($code: String!, $token: String!) { order(code: $code, token: $token) {
  subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount } } }`)
const RESEND = merchantApi('mutation ($id: ID!) { resendMail(mailId: $id) { userErrors { code } } }')

async function fillCart(): Promise<string> {
  const available = (await buyer.variants()).filter(({ availableQuantity }) => availableQuantity > 1)
  const { id } = random.pick(available)
  expect(await buyer.addToCart(id)).toEqual([])
  return id
}

describe('a cart', () => {
  test('is empty, not null, for a new visitor', async () => {
    expect((await buyer.request(CART, {})).cart).toMatchObject({ lines: [], totalQuantity: 0 })
  })

  test('loses a line whose quantity is set to 0', async () => {
    const id = await fillCart()
    expect((await buyer.request(SET_LINE, { id, quantity: 2 })).setCartLine.cart?.totalQuantity).toBe(2)
    expect((await buyer.request(SET_LINE, { id, quantity: 0 })).setCartLine.cart?.totalQuantity).toBe(0)
  })
})

describe('placeOrder', () => {
  test('returns the same order for the same key and input', async () => {
    await fillCart()
    const input = await buyer.orderInput()
    const first = await buyer.placeOrder(input)
    expect(first.order).not.toBeNull()
    expect(await buyer.placeOrder(input)).toEqual(first)
  })

  test('orders a cart only once, whatever the idempotency key', async () => {
    await fillCart()
    expect((await buyer.placeOrder(await buyer.orderInput())).userErrors).toEqual([])
    expect(codesOf((await buyer.placeOrder(await buyer.orderInput())).userErrors)).toBe('CART_EMPTY')
  })

  test('charges what quote returned, and total is subtotal plus shipping', async () => {
    await fillCart()
    const input = await buyer.orderInput()
    const { quote } = await buyer.request(QUOTE, {
      country: input.billingAddress.countryCode,
      method: input.shippingMethodId ?? null,
    })
    const { order } = await buyer.placeOrder({ ...input, expectedTotal: quote?.total.amount ?? 0 })
    if (!order || !quote) throw new Error('The order was not placed at the quoted total.')
    expect((await buyer.request(TOTALS, { code: order.code, token: order.token })).order).toEqual(quote)
    expect(quote.total.amount).toBe(quote.subtotal.amount + quote.shippingTotal.amount)
    expect(quote.taxTotal.amount).toBeLessThan(quote.total.amount)
  })
})

describe('payByCard', () => {
  test('returns the first result for the same key and card', async () => {
    const order = await placeSampleOrder(buyer, random)
    const card = deck.next()
    const key = { idempotencyKey: randomUUID() }
    const first = await buyer.payByCard(order, card, key)
    expect(first.order?.status).toBe('AWAITING_CERTIFICATION')
    expect(await buyer.payByCard(order, card, key)).toEqual(first)
  })

  test('accepts a number with spaces, no-break spaces and hyphens', async () => {
    const order = await placeSampleOrder(buyer, random)
    const card = deck.next()
    const number = card.number.replace(/^(.{4})(.{4})(.{4})/, '$1 $2\u00a0$3-')
    expect((await buyer.payByCard(order, { ...card, number })).userErrors).toEqual([])
  })

  test('replaces an open payment attempt if abandonOpenAttempt is set', async () => {
    const order = await placeSampleOrder(buyer, random)
    const bank = { bankId: shop.banks[0]?.id ?? '', returnUrl: `${shop.origin}/order` }
    const { redirect } = await buyer.payByBank(order, bank)
    if (redirect) await submitToBank(redirect)
    const { userErrors } = await buyer.payByCard(order, deck.next(), { abandonOpenAttempt: true })
    expect(userErrors).toEqual([])
  })

  test('accepts the token of a card request once', async () => {
    const order = await placeSampleOrder(buyer, random)
    await buyer.payByCard(order, deck.next())
    const merchant = await environment.merchant(shop)
    const requested = await merchant.requestCard(order.code)
    expect(requested.order?.status).toBe('PENDING_PAYMENT')
    const link = orderFromCardRequest(await waitForMail(mailbox, order.code, 'card-request'))
    const stranger = environment.buyer(shop)
    expect((await stranger.payByCard(link, deck.next())).order?.status).toBe('AWAITING_CERTIFICATION')
    expect((await merchant.requestCard(order.code)).userErrors).toEqual([])
    expect(codesOf((await stranger.payByCard(link, deck.next())).userErrors)).toBe('ORDER_NOT_FOUND')
  })
})

describe('an order', () => {
  test('is null with a wrong token, and in another shop', async () => {
    const order = await placeSampleOrder(buyer, random)
    expect(await buyer.order({ ...order, token: `${order.token}x` })).toBeNull()
    expect(await environment.buyer(otherShop).order(order)).toBeNull()
  })

  test('is null and NOT_FOUND for the merchant of another shop', async () => {
    const { code } = await placeSampleOrder(buyer, random)
    const stranger = await environment.merchant(otherShop)
    expect(await stranger.order(code)).toBeNull()
    expect(codesOf((await stranger.cancel(code)).userErrors)).toBe('NOT_FOUND')
  })
})

test('resendMail sends a mail again', async () => {
  const { code } = await placeSampleOrder(buyer, random)
  await waitForMail(mailbox, code, 'order-confirmation')
  const merchant = await environment.merchant(shop)
  const mail = (await merchant.order(code))?.mails.find(({ kind }) => kind === 'ORDER_CONFIRMATION')
  expect((await merchant.request(RESEND, { id: mail?.id ?? '' })).resendMail.userErrors).toEqual([])
  const kinds = async () => (await mailsOf(mailbox, code)).map((one) => headerOf(one, 'x-triclic-mail'))
  await expect.poll(kinds).toEqual(['order-confirmation', 'order-confirmation'])
})
