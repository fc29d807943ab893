import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../../test/api.ts'
import {
  createGatewayAccount,
  newContract,
  placeTestOrder,
  startApiAndBank,
  type TestBank,
} from '../../../test/bank/bank.ts'
import {
  arriveAtBank,
  bankStateOf,
  startBankPayment,
  createTestContract,
  payAtBank,
  tryBank,
  type TestContract,
} from '../../../test/bank/bank-payment.ts'
import { availableInCatalog } from '../../../test/checkout.ts'
import { executeInShop } from '../../../test/sql.ts'
import { createShop } from '../../../test/shop.ts'
import { signLyra } from './protocols/lyra.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let contract: TestContract

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
  contract = await createTestContract(api, bank, 'lyra')
})
afterAll(() => stop?.())

const change = (sql: string, ...params: unknown[]) => executeInShop(api, contract.shop, sql, ...params)
const setStatus = (order: { code: string }, status: string) =>
  change(`update "order" set status = $2 where code = $1`, order.code, status)
const notifyPaid = (id: string) => bank.call('POST', `/api/payments/${id}/notify`, { outcome: 'paid' })
const stateOf = (order: { code: string }) => bankStateOf(api, contract.shop, order)

describe('a notified payment that its order cannot take becomes an unmatched payment', () => {
  test.each([
    ['CANCELLED', 'ORDER_CANCELLED'],
    ['PAID', 'ALREADY_PAID'],
  ])('if the order is %s', async (status, reason) => {
    const { order, id } = await startBankPayment(api, bank, contract)
    await setStatus(order, status)
    await notifyPaid(id)
    expect(await stateOf(order)).toMatchObject({ status, attempts: ['RESCUE'], unmatchedPayments: [reason] })
  })

  test('if the order has expired and its stock is sold out, but not if the stock can be reserved again', async () => {
    const { order, id } = await startBankPayment(api, bank, contract)
    await setStatus(order, 'EXPIRED')
    await notifyPaid(id)
    expect(await stateOf(order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })

    const late = await startBankPayment(api, bank, contract)
    await setStatus(late.order, 'EXPIRED')
    await change('update stock set on_hand = reserved')
    await notifyPaid(late.id)
    await change('update stock set on_hand = reserved + 1000000')
    // The next test orders too, and the catalogue follows the stock a moment later.
    await expect.poll(() => availableInCatalog(api, contract.shop)).toBe(1_000_000)
    expect(await stateOf(late.order)).toMatchObject({
      status: 'EXPIRED',
      attempts: ['RESCUE'],
      unmatchedPayments: ['OUT_OF_STOCK'],
    })
  })
})

test('a payment with unreadable money is recorded once, even if the bank notifies it with several statuses', async () => {
  const { shop } = contract
  const { order, id } = await startBankPayment(api, bank, contract)
  const { deliveries } = await bank.call<{ deliveries: { sent: string }[] }>(
    'POST',
    `/api/payments/${id}/notify`,
    { outcome: 'paid', url: 'http://127.0.0.1:9/' },
  )
  const sent = Object.fromEntries(new URLSearchParams(deliveries[0]?.sent))
  for (const status of ['AUTHORISED', 'CAPTURED']) {
    const fields = { ...sent, vads_trans_status: status, vads_currency: '000', vads_amount: '99999999999' }
    const body = new URLSearchParams({ ...fields, signature: signLyra(fields, `production-${shop.slug}`) })
    const response = await fetch(`${api.url}/bank/lyra/notify/${shop.slug}`, { method: 'POST', body })
    expect(response.status).toBe(200)
  }
  expect(await stateOf(order)).toMatchObject({ attempts: ['RESCUE'], unmatchedPayments: ['WRONG_AMOUNT'] })
})

describe('payByBank', () => {
  const place = () => placeTestOrder(api, contract.shop)

  test('rejects an unknown bank, a return URL of another origin and another order’s token', async () => {
    const order = await place()
    expect((await payAtBank(api, contract, order, { bankId: crypto.randomUUID() })).userErrors).toEqual([
      { code: 'BANK_NOT_AVAILABLE', field: ['bankId'] },
    ])
    const otherOrigin = { returnUrl: 'https://elsewhere.test/' }
    expect((await payAtBank(api, contract, order, otherOrigin)).userErrors).toEqual([
      { code: 'INVALID_URL', field: ['returnUrl'] },
    ])
    const refused = await payAtBank(api, contract, order, { orderToken: (await place()).token })
    expect(refused).toMatchObject({ order: null, userErrors: [{ code: 'ORDER_NOT_FOUND' }] })
  })

  test('allows one open attempt unless the buyer abandons it; the same idempotency key returns the same form', async () => {
    const order = await place()
    const key = { idempotencyKey: crypto.randomUUID() }
    const first = await payAtBank(api, contract, order, key)
    expect(await payAtBank(api, contract, order, key)).toEqual(first)
    expect(await payAtBank(api, contract, order)).toMatchObject({
      order: { code: order.code },
      userErrors: [{ code: 'PAYMENT_IN_PROGRESS' }],
    })
    const second = await payAtBank(api, contract, order, { abandonOpenAttempt: true })
    expect(second.userErrors).toEqual([])
    expect(await stateOf(order)).toMatchObject({ attempts: ['CANCELLED', 'OPEN'] })
  })

  test('is limited to 30 attempts per order in ten minutes, and says when the next one is possible', async () => {
    const order = await placeTestOrder(api, contract.shop)
    for (let attempt = 0; attempt < 30; attempt++)
      await payAtBank(api, contract, order, { abandonOpenAttempt: true })
    await executeInShop(
      api,
      contract.shop,
      `update payment_attempt set opened_at = opened_at - interval '400 seconds' where id = (
         select a.id from payment_attempt a join "order" o on o.id = a.order_id where o.code = $1
         order by a.opened_at limit 1)`,
      order.code,
    )
    const { errors, headers } = await tryBank(api, contract, order, { abandonOpenAttempt: true })
    expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    expect(headers.get('retry-after')).toMatch(/^(1\d\d|200)$/)
    const other = await placeTestOrder(api, contract.shop)
    expect((await payAtBank(api, contract, other)).userErrors).toEqual([])
  })

  test('rejects a payment at a bank whose credentials cannot be decrypted', async () => {
    const damaged = await createTestContract(api, bank, 'lyra')
    await executeInShop(
      api,
      damaged.shop,
      'update gateway_account set sealed_credentials = $1',
      randomBytes(60),
    )
    const { redirect, userErrors } = await payAtBank(api, damaged, await placeTestOrder(api, damaged.shop))
    expect({ redirect, userErrors }).toEqual({
      redirect: null,
      userErrors: [{ code: 'BANK_NOT_AVAILABLE', field: ['bankId'] }],
    })
  })

  test('rejects an amount that the bank would round', async () => {
    const shop = await createShop(api, { currency: 'TND', variants: [{ price: 24_801, stock: 1 }] })
    const bankId = await createGatewayAccount(api, bank, shop, 'PRODUCTION', 'monetico')
    const account = { shop, bankId, protocol: 'monetico' as const }
    const { redirect, userErrors } = await payAtBank(api, account, await placeTestOrder(api, shop))
    expect({ redirect, userErrors }).toMatchObject({
      redirect: null,
      userErrors: [{ code: 'BANK_NOT_AVAILABLE', field: ['bankId'] }],
    })
  })

  test('lets two shops with the same site id pay on the same day', async () => {
    const shops = [await createShop(api), await createShop(api)] as const
    const site = await newContract.lyra(bank, shops[0], 'TEST')
    for (const shop of shops) {
      const bankId = await createGatewayAccount(api, bank, shop, 'TEST', 'lyra', site)
      await startBankPayment(api, bank, { shop, bankId, protocol: 'lyra' })
    }
  })

  test('rejects a payment at another shop’s bank', async () => {
    const otherBank = await createGatewayAccount(api, bank, await createShop(api))
    const payload = await payAtBank(api, contract, await place(), { bankId: otherBank })
    expect(payload.userErrors).toMatchObject([{ code: 'BANK_NOT_AVAILABLE' }])
  })
})

test.each(['lyra', 'paybox', 'monetico', 'sips'] as const)(
  'a buyer whose country has no postcodes can pay at the bank: %s',
  async (protocol) => {
    const own = await createTestContract(api, bank, protocol)
    const order = await placeTestOrder(api, own.shop)
    await executeInShop(
      api,
      own.shop,
      `update "order" set billing_address = billing_address || '{"countryCode":"HK","postalCode":""}' where code = $1`,
      order.code,
    )
    const { redirect, userErrors } = await payAtBank(api, own, order)
    expect(userErrors).toEqual([])
    expect(await arriveAtBank(bank, redirect)).toBeTruthy()
  },
)
