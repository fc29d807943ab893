import { afterAll, describe, expect, test } from 'vitest'
import { brandOf, joinNumber, keptChecksum, missingFits } from '../../packages/card-core/src/index.ts'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { Card } from '../traffic/cards.ts'
import { headerOf, waitForMail } from '../traffic/mailbox.ts'
import type { Mail } from '../traffic/mailbox.ts'
import type { Certification, Merchant } from '../traffic/merchant.ts'
import { decideAtBank, returnFromBank, submitToBank } from '../traffic/pay-at-bank.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import type { Order, Visitor } from '../traffic/visitor.ts'
import { startEnvironment } from './environment.ts'

const environment = await startEnvironment(['api', 'worker', 'bank'])
afterAll(() => environment.stop())
const { run, random, deck } = environment
const mailbox = run.mailbox ?? ''

test('run.json lists three demo shops, each with banks', () => {
  expect(run.shops.map(({ slug }) => slug)).toEqual(['atelier-lumen', 'northfold', 'maison-basile'])
  expect(run.shops.every(({ banks }) => banks.length > 0)).toBe(true)
})

interface CardOrder {
  buyer: Visitor
  merchant: Merchant
  order: Order
  card: Card
}

async function orderByCard(shop: RunShop): Promise<CardOrder> {
  const buyer = environment.buyer(shop)
  const merchant = await environment.merchant(shop)
  const order = await placeSampleOrder(buyer, random)
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', payment: null })
  return { buyer, merchant, order, card: await payByCard(buyer, order) }
}

async function payByCard(buyer: Visitor, order: Order): Promise<Card> {
  const card = deck.next()
  const { order: paid, userErrors } = await buyer.payByCard(order, card)
  expect(userErrors).toEqual([])
  expect(paid?.status).toBe('AWAITING_CERTIFICATION')
  expect(paid?.payment).toMatchObject({
    mode: 'CARD',
    cardBrand: card.brand,
    cardFirstSix: card.number.slice(0, 6),
    paidAt: null,
  })
  return card
}

/** The newest card payment of the order, as the merchant sees it. */
async function cardPaymentOf(merchant: Merchant, code: string) {
  const [payment] = (await merchant.order(code))?.cardPayments ?? []
  if (!payment) throw new Error(`Order ${code} has no card payment.`)
  return payment
}

/** Waits for the card-fragment mail with this match code. */
const waitForFragment = (code: string, mark: string): Promise<Mail> =>
  expect
    .poll(async () => {
      const mail = await waitForMail(mailbox, code, 'card-fragment')
      return headerOf(mail, 'x-triclic-payment') === mark ? mail : null
    })
    .not.toBeNull()
    .then(() => waitForMail(mailbox, code, 'card-fragment'))

/** Checks the mail against the contract, letter for letter, and returns the six digits of its marked line. */
function readFragment(mail: Mail, shop: RunShop, { order, card }: CardOrder, mark: string): string {
  const [head = ''] = mail.raw.split('\r\n\r\n')
  expect(head.split('\r\n')).toEqual(
    expect.arrayContaining([
      'X-Triclic-Mail: card-fragment',
      `X-Triclic-Order: ${order.code}`,
      `X-Triclic-Payment: ${mark}`,
    ]),
  )
  expect(mail.to).toEqual([shop.fragmentTo])
  const label = shop.locale.startsWith('fr') ? 'Six derniers chiffres : ' : 'Last six digits: '
  const lines = (mail.text ?? '')
    .split('\n')
    .filter((line) => /chiffres|digits/.test(line) && /\d{6}/.test(line))
  expect(lines.map((line) => line.replace(/\d{6}$/, ''))).toEqual([label])
  const lastSix = lines[0]?.slice(label.length) ?? ''
  expect(/^\d{6}$/.test(lastSix)).toBe(true)
  expect((mail.html ?? '').replaceAll(/<[^>]*>/g, '').includes(label + lastSix)).toBe(true)
  expect([lastSix, card.number.slice(0, 6)].some((digits) => mail.subject.includes(digits))).toBe(false)
  return lastSix
}

/** Reveals the kept digits, combines them with the mailed ones as the portal does, and compares with the card. */
async function revealAndCombine(shop: RunShop, cardOrder: CardOrder): Promise<string> {
  const { merchant, order, card } = cardOrder
  const payment = await cardPaymentOf(merchant, order.code)
  expect(payment).toMatchObject({
    brand: card.brand,
    firstSix: card.number.slice(0, 6),
    numberLength: card.number.length,
    revealable: true,
  })
  expect(payment.mark).toMatch(/^[A-Z]{4}$/)
  const lastSix = readFragment(await waitForFragment(order.code, payment.mark), shop, cardOrder, payment.mark)
  const { keptDigits, missingDigits, userErrors } = await merchant.revealCard(order.code, payment.id)
  expect(userErrors).toEqual([])
  expect(missingDigits).toBe(6)
  const kept = keptDigits ?? ''
  expect(missingFits(lastSix, keptChecksum(kept))).toBe(true)
  const combined = joinNumber(kept, lastSix)
  expect(combined.brand).toBe(card.brand)
  // Compared as booleans: a failure must not print digits.
  expect(combined.number === card.number).toBe(true)
  expect(brandOf(combined.number)).toBe(card.brand)
  return payment.id
}

async function certify(
  { merchant, order }: CardOrder,
  paymentId: string,
  outcome: Certification['outcome'],
): Promise<void> {
  const authorization = outcome === 'APPROVED' ? { authorizationNumber: 'A1B2C3' } : {}
  const { order: certified, userErrors } = await merchant.certify({
    orderCode: order.code,
    paymentId,
    outcome,
    ...authorization,
  })
  expect(userErrors).toEqual([])
  const payment = certified?.cardPayments.find(({ id }) => id === paymentId)
  expect(payment?.certifications.at(-1)?.outcome).toBe(outcome)
  expect(payment?.revealable).toBe(outcome === 'REFERRAL')
}

describe.each(run.shops)('card payments in $slug', (shop) => {
  test('the order is paid once the merchant certifies the card as approved', async () => {
    const cardOrder = await orderByCard(shop)
    const paymentId = await revealAndCombine(shop, cardOrder)
    await certify(cardOrder, paymentId, 'APPROVED')
    const paid = await cardOrder.buyer.order(cardOrder.order)
    expect(paid?.status).toBe('PAID')
    expect(paid?.payment?.paidAt).not.toBeNull()
    await waitForMail(mailbox, cardOrder.order.code, 'payment-confirmation')
  })

  test('the buyer of a refused card pays with another one', async () => {
    const cardOrder = await orderByCard(shop)
    const { buyer, order } = cardOrder
    await certify(cardOrder, await revealAndCombine(shop, cardOrder), 'REFUSED')
    expect((await buyer.order(order))?.status).toBe('PAYMENT_REFUSED')
    const second = { ...cardOrder, card: await payByCard(buyer, order) }
    await certify(second, await revealAndCombine(shop, second), 'APPROVED')
    expect((await buyer.order(order))?.status).toBe('PAID')
  })

  test('a referral leaves the payment open until the bank approves it', async () => {
    const cardOrder = await orderByCard(shop)
    const { buyer, order } = cardOrder
    const paymentId = await revealAndCombine(shop, cardOrder)
    await certify(cardOrder, paymentId, 'REFERRAL')
    expect((await buyer.order(order))?.status).toBe('AWAITING_CERTIFICATION')
    await certify(cardOrder, paymentId, 'APPROVED')
    expect((await buyer.order(order))?.status).toBe('PAID')
  })
})

const eachBank = run.shops.flatMap((shop) =>
  shop.banks.map((bank) => ({ shop, bank, slug: shop.slug, ...bank })),
)

describe.each(eachBank)('bank payments in $slug by $protocol', ({ shop, bank }) => {
  let buyer: Visitor
  let order: Order

  /**
   * Goes to the bank's page, chooses the outcome there and returns to the shop. Only `?order=<code>` may be added to
   * the return URL.
   */
  async function visitBank(outcome: 'paid' | 'refused' | 'cancelled'): Promise<void> {
    const returnUrl = `${shop.origin}/orders/${order.code}`
    const { redirect, userErrors } = await buyer.payByBank(order, { bankId: bank.id, returnUrl })
    expect(userErrors).toEqual([])
    if (!redirect) throw new Error('payByBank returned no redirect.')
    expect(redirect.url.startsWith(`${run.bank}/${bank.protocol}/`)).toBe(true)
    const paymentId = await submitToBank(redirect)
    await decideAtBank(run.bank, paymentId, outcome)
    const back = await returnFromBank(run.bank, paymentId)
    expect(back.status).toBe(303)
    expect(back.headers.get('location')).toBe(`${returnUrl}?order=${order.code}`)
    expect(back.headers.get('set-cookie')).toBeNull()
  }

  const merchantSees = async (): Promise<string[]> => {
    const seen = await (await environment.merchant(shop)).order(order.code)
    return (seen?.bankPayments ?? []).map(({ status }) => status)
  }

  test('a refused and a cancelled payment leave the order unpaid, and a third pays it', async () => {
    buyer = environment.buyer(shop)
    order = await placeSampleOrder(buyer, random)
    for (const [outcome, status] of [
      ['refused', 'REFUSED'],
      ['cancelled', 'CANCELLED'],
    ] as const) {
      await visitBank(outcome)
      await expect.poll(async () => (await merchantSees())[0]).toBe(status)
      expect((await buyer.order(order))?.status).toBe('PENDING_PAYMENT')
    }
    await visitBank('paid')
    await expect.poll(async () => (await buyer.order(order))?.status).toBe('PAID')
    expect((await buyer.order(order))?.payment).toMatchObject({
      mode: 'BANK',
      cardBrand: null,
      cardFirstSix: null,
    })
    expect([...(await merchantSees())].sort()).toEqual(['CANCELLED', 'PAID', 'REFUSED'])
    for (const kind of ['payment-notice', 'payment-confirmation'])
      await waitForMail(mailbox, order.code, kind)
  })
})
