import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../../test/api.ts'
import {
  CONTRACTS,
  createBankContract,
  placeTestOrder,
  startApiAndBank,
  type TestBank,
} from '../../../test/bank/bank.ts'
import {
  bankStateOf,
  startBankPayment,
  createTestContract,
  payAtBank,
  type TestContract,
} from '../../../test/bank/bank-payment.ts'
import { changeIn } from '../../../test/card.ts'
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

const change = (sql: string, ...params: unknown[]) => changeIn(api, contract.shop, sql, ...params)
const setStatus = (order: { code: string }, status: string) =>
  change(`update "order" set status = $2 where code = $1`, order.code, status)
const notifyPaid = (id: string) => bank.call('POST', `/api/payments/${id}/notify`, { outcome: 'paid' })
const stateOf = (order: { code: string }) => bankStateOf(api, contract.shop, order)

describe('authentic money that no order can take stands on the list of unmatched payments', () => {
  test.each([
    ['CANCELLED', 'ORDER_CANCELLED'],
    ['PAID', 'ALREADY_PAID'],
  ])('an order that is %s', async (status, reason) => {
    const { order, id } = await startBankPayment(api, bank, contract)
    await setStatus(order, status)
    await notifyPaid(id)
    expect(await stateOf(order)).toMatchObject({ status, attempts: ['RESCUE'], unmatchedPayments: [reason] })
  })

  test('an expired order takes it when the stock can be taken again, else not', async () => {
    const { order, id } = await startBankPayment(api, bank, contract)
    await setStatus(order, 'EXPIRED')
    await notifyPaid(id)
    expect(await stateOf(order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })

    const late = await startBankPayment(api, bank, contract)
    await setStatus(late.order, 'EXPIRED')
    await change('update stock set available = 0')
    await notifyPaid(late.id)
    await change('update stock set available = 1000000')
    expect(await stateOf(late.order)).toMatchObject({
      status: 'EXPIRED',
      attempts: ['RESCUE'],
      unmatchedPayments: ['OUT_OF_STOCK'],
    })
  })
})

test('money that can’t be read stands on the list once, under however many words the bank tells of it', async () => {
  const { shop } = contract
  const { order, id } = await startBankPayment(api, bank, contract)
  const { deliveries } = await bank.call<{ deliveries: { sent: string }[] }>(
    'POST',
    `/api/payments/${id}/notify`,
    { outcome: 'paid', url: 'http://127.0.0.1:9/' },
  )
  const said = Object.fromEntries(new URLSearchParams(deliveries[0]?.sent))
  for (const status of ['AUTHORISED', 'CAPTURED']) {
    const fields = { ...said, vads_trans_status: status, vads_currency: '000', vads_amount: '99999999999' }
    const body = new URLSearchParams({ ...fields, signature: signLyra(fields, `production-${shop.slug}`) })
    const answer = await fetch(`${api.url}/bank/lyra/notify/${shop.slug}`, { method: 'POST', body })
    expect(answer.status).toBe(200)
  }
  expect(await stateOf(order)).toMatchObject({ attempts: ['RESCUE'], unmatchedPayments: ['WRONG_AMOUNT'] })
})

describe('what a buyer is told', () => {
  const place = () => placeTestOrder(api, contract.shop)

  test('a bank that is not there, a page of a foreign origin, another order’s token', async () => {
    const order = await place()
    expect((await payAtBank(api, contract, order, { bankId: crypto.randomUUID() })).userErrors).toEqual([
      { code: 'BANK_NOT_AVAILABLE', field: ['bankId'] },
    ])
    const foreign = { returnUrl: 'https://elsewhere.test/' }
    expect((await payAtBank(api, contract, order, foreign)).userErrors).toEqual([
      { code: 'INVALID_URL', field: ['returnUrl'] },
    ])
    const refused = await payAtBank(api, contract, order, { orderToken: (await place()).token })
    expect(refused).toMatchObject({ order: null, userErrors: [{ code: 'ORDER_NOT_FOUND' }] })
  })

  test('one attempt at a time, unless it is given up; the same key gives the same form again', async () => {
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

  test('a bank whose keys don’t open any more is as one that is not there', async () => {
    const spoilt = await createTestContract(api, bank, 'lyra')
    await changeIn(api, spoilt.shop, 'update gateway_account set sealed_credentials = $1', randomBytes(60))
    const { redirect, userErrors } = await payAtBank(api, spoilt, await placeTestOrder(api, spoilt.shop))
    expect({ redirect, userErrors }).toEqual({
      redirect: null,
      userErrors: [{ code: 'BANK_NOT_AVAILABLE', field: ['bankId'] }],
    })
  })

  test('an amount that the bank would round is not asked of it', async () => {
    const shop = await createShop(api, { currency: 'TND', variants: [{ price: 24_801, stock: 1 }] })
    const bankId = await createBankContract(api, bank, shop, 'PRODUCTION', 'monetico')
    const asked = { shop, bankId, protocol: 'monetico' as const }
    const { redirect, userErrors } = await payAtBank(api, asked, await placeTestOrder(api, shop))
    expect({ redirect, userErrors }).toMatchObject({
      redirect: null,
      userErrors: [{ code: 'BANK_NOT_AVAILABLE', field: ['bankId'] }],
    })
  })

  test('two shops of one site never send the bank the same identifier of its day', async () => {
    const shops = [await createShop(api), await createShop(api)] as const
    const site = await CONTRACTS.lyra(bank, shops[0], 'TEST')
    for (const shop of shops) {
      const bankId = await createBankContract(api, bank, shop, 'TEST', 'lyra', site)
      await startBankPayment(api, bank, { shop, bankId, protocol: 'lyra' })
    }
  })

  test('another shop’s bank is refused', async () => {
    const foreign = await createBankContract(api, bank, await createShop(api))
    const answer = await payAtBank(api, contract, await place(), { bankId: foreign })
    expect(answer.userErrors).toMatchObject([{ code: 'BANK_NOT_AVAILABLE' }])
  })
})
