import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testing/test-api.ts'
import { openBankContract, placeTestOrder, startTestBank, type TestBank } from '../../testing/test-bank.ts'
import {
  bankStateOf,
  leaveForBank,
  openTestContract,
  payAtBank,
  type TestContract,
} from '../../testing/test-bank-payment.ts'
import { changeIn } from '../../testing/test-card.ts'
import { createShop } from '../../testing/test-shop.ts'

let api: TestApi
let bank: TestBank
let contract: TestContract

beforeAll(async () => {
  api = await startTestApi()
  api.app.env.apiUrl = api.url
  bank = await startTestBank()
  contract = await openTestContract(api, bank, 'lyra')
})
afterAll(async () => {
  await bank?.stop()
  await api?.stop()
})

const change = (sql: string, ...params: unknown[]) => changeIn(api, contract.shop, sql, ...params)
const setStatus = (order: { code: string }, status: string) =>
  change(`update "order" set status = $2 where code = $1`, order.code, status)
const notifyPaid = (id: string) => bank.call('POST', `/api/payments/${id}/notify`, { outcome: 'paid' })
const stateOf = (order: { code: string }) => bankStateOf(api, contract.shop, order)

describe('authentic money that no order can take stands on the rescue list', () => {
  test.each([
    ['CANCELLED', 'ORDER_CANCELLED'],
    ['PAID', 'ALREADY_PAID'],
  ])('an order that is %s', async (status, reason) => {
    const { order, id } = await leaveForBank(api, bank, contract)
    await setStatus(order, status)
    await notifyPaid(id)
    expect(await stateOf(order)).toMatchObject({ status, attempts: ['RESCUE'], rescues: [reason] })
  })

  test('an expired order takes it when the stock can be taken again, else not', async () => {
    const { order, id } = await leaveForBank(api, bank, contract)
    await setStatus(order, 'EXPIRED')
    await notifyPaid(id)
    expect(await stateOf(order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })

    const late = await leaveForBank(api, bank, contract)
    await setStatus(late.order, 'EXPIRED')
    await change('update stock set available = 0')
    await notifyPaid(late.id)
    await change('update stock set available = 1000000')
    expect(await stateOf(late.order)).toMatchObject({
      status: 'EXPIRED',
      attempts: ['RESCUE'],
      rescues: ['OUT_OF_STOCK'],
    })
  })
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

  test('another shop’s bank is refused', async () => {
    const foreign = await openBankContract(api, bank, await createShop(api))
    const answer = await payAtBank(api, contract, await place(), { bankId: foreign })
    expect(answer.userErrors).toMatchObject([{ code: 'BANK_NOT_AVAILABLE' }])
  })
})
