import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../testing/test-api.ts'
import {
  openBankContract,
  placeTestOrder,
  startTestBank,
  type PlacedOrder,
  type TestBank,
} from '../../testing/test-bank.ts'
import { createShop, type TestShop } from '../../testing/test-shop.ts'
import type { BankEnvironment, BankProtocolName, BankRedirect } from './bank.ts'

let api: TestApi
let bank: TestBank

beforeAll(async () => {
  api = await startTestApi()
  api.app.env.apiUrl = api.url
  bank = await startTestBank()
})
afterAll(async () => {
  await bank?.stop()
  await api?.stop()
})

interface Contract {
  shop: TestShop
  bankId: string
}
interface Payment {
  deliveries: { status: number | null; answer: string; accepted: boolean }[]
}

const PAY = `mutation ($input: PayByBankInput!) { payByBank(input: $input) {
  redirect { method url fields { name value } } userErrors { code } } }`

async function openContract(protocol: BankProtocolName, environment?: BankEnvironment): Promise<Contract> {
  const shop = await createShop(api, { variants: [{ price: 2480, stock: 1000 }] })
  return { shop, bankId: await openBankContract(api, bank, shop, environment, protocol) }
}

async function start({ shop, bankId }: Contract): Promise<{ order: PlacedOrder; redirect: BankRedirect }> {
  const order = await placeTestOrder(api, shop)
  const input = {
    orderCode: order.code,
    orderToken: order.token,
    bankId,
    returnUrl: `${shop.origin}/return?x=1#y`,
  }
  const answer = await graphql<{ payByBank: { redirect: BankRedirect; userErrors: unknown[] } }>(
    `${api.url}/graphql`,
    PAY,
    { input },
    order.headers,
  )
  expect(answer.data.payByBank.userErrors).toEqual([])
  return { order, redirect: answer.data.payByBank.redirect }
}

/** The buyer's browser sends the bank's form; a POST of Sips comes back the same way. */
function send({ method, url, fields }: BankRedirect): Promise<Response> {
  const form = new URLSearchParams(fields.map(({ name, value }): [string, string] => [name, value]))
  const isPost = method === 'POST'
  const target = isPost || fields.length === 0 ? url : `${url}?${form}`
  return fetch(target, { method, redirect: 'manual', ...(isPost && { body: form }) })
}

/** Leaves for the bank: the order, and the payment's id there. */
async function open(contract: Contract): Promise<{ order: PlacedOrder; id: string }> {
  const { order, redirect } = await start(contract)
  const response = await send(redirect)
  expect(response.status, JSON.stringify(await bank.call('GET', '/api/rejections'))).toBe(303)
  return { order, id: response.headers.get('location')?.split('/').at(-1) ?? '' }
}

const decide = (id: string, outcome: string, misbehaviour?: object) =>
  bank.call<Payment>('POST', `/api/payments/${id}/decide`, {
    outcome,
    ...(misbehaviour && { misbehaviour }),
  })

async function stateOf({ shop }: Contract, order: PlacedOrder) {
  await api.owner.query('begin')
  await api.owner.query("select set_config('app.shop_id', $1, true)", [shop.id])
  const found = await api.owner.query(
    `select o.status,
       array(select a.status from bank_attempt a where a.order_id = o.id) as attempts,
       array(select r.reason from rescue r where r.order_id = o.id) as rescues,
       (select count(*)::int from bank_notification_refused) as refused
     from "order" o where o.code = $1`,
    [order.code],
  )
  await api.owner.query('commit')
  return found.rows[0] as { status: string; attempts: string[]; rescues: string[]; refused: number }
}

const LISTED: BankProtocolName[] = ['paybox', 'monetico', 'sips']

describe.each(LISTED)('%s', (protocol) => {
  let contract: Contract
  beforeAll(async () => {
    contract = await openContract(protocol)
  })

  test.each([
    ['paid', 'PAID', 'PAID'],
    ['refused', 'PENDING_PAYMENT', 'REFUSED'],
    ['cancelled', 'PENDING_PAYMENT', 'CANCELLED'],
  ])('%s: the order is %s, and the browser comes back with its code', async (outcome, status, attempt) => {
    const { order, id } = await open(contract)
    const { deliveries } = await decide(id, outcome)
    expect(deliveries.map(({ accepted }) => accepted)).toEqual([true])
    expect(await stateOf(contract, order)).toMatchObject({ status, attempts: [attempt], rescues: [] })
    const back = await send(await bank.call<BankRedirect>('POST', `/api/payments/${id}/return`))
    expect(back.status).toBe(303)
    expect(back.headers.get('location')).toBe(`${contract.shop.origin}/return?order=${order.code}`)
  })

  test('paid in test by a contract in test', async () => {
    const inTest = await openContract(protocol, 'TEST')
    const { order, id } = await open(inTest)
    await decide(id, 'paid')
    expect(await stateOf(inTest, order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })
  })

  test.each(['forged', 'unsigned', 'truncated', 'duplicated', 'mode'])(
    '%s: not believed, not acknowledged, on record',
    async (tamper) => {
      const { order, id } = await open(contract)
      const { refused } = await stateOf(contract, order)
      const { deliveries } = await decide(id, 'paid', { tamper })
      expect(deliveries[0]?.accepted).toBe(false)
      const after = await stateOf(contract, order)
      expect(after).toMatchObject({ status: 'PENDING_PAYMENT', attempts: ['OPEN'], rescues: [] })
      expect(after.refused).toBeGreaterThan(refused)
    },
  )

  test('a message for another shop pays nothing here', async () => {
    const other = await openContract(protocol)
    const elsewhere = await open(other)
    const { order, id } = await open(contract)
    await decide(id, 'paid', { tamper: 'shop' })
    expect(await stateOf(contract, order)).toMatchObject({ status: 'PENDING_PAYMENT', attempts: ['OPEN'] })
    expect(await stateOf(other, elsewhere.order)).toMatchObject({
      status: 'PENDING_PAYMENT',
      attempts: ['OPEN'],
    })
  })

  test('the same bytes again are acknowledged and change nothing', async () => {
    const { order, id } = await open(contract)
    await decide(id, 'paid')
    const { deliveries } = await bank.call<Payment>('POST', `/api/payments/${id}/notify`, { replay: 0 })
    expect(deliveries.map(({ accepted }) => accepted)).toEqual([true])
    expect(await stateOf(contract, order)).toMatchObject({ status: 'PAID', attempts: ['PAID'], rescues: [] })
  })

  test('another amount: the money stands on the rescue list', async () => {
    const { order, id } = await open(contract)
    await decide(id, 'paid', { tamper: 'amount' })
    expect(await stateOf(contract, order)).toMatchObject({
      status: 'PENDING_PAYMENT',
      rescues: ['WRONG_AMOUNT'],
    })
  })

  test('paid after refused, and refused after paid, both end PAID; ten copies are one payment', async () => {
    for (const sequence of [
      ['refused', 'paid'],
      ['paid', 'refused'],
    ]) {
      const { order, id } = await open(contract)
      const { deliveries } = await decide(id, 'paid', { sequence, copies: 5, concurrent: true })
      expect(deliveries.every(({ accepted }) => accepted)).toBe(true)
      expect(await stateOf(contract, order)).toMatchObject({
        status: 'PAID',
        attempts: ['PAID'],
        rescues: [],
      })
    }
  })
})
