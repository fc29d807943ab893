import fc from 'fast-check'
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

let api: TestApi
let bank: TestBank
let shop: TestShop
let bankId: string

beforeAll(async () => {
  api = await startTestApi()
  api.app.env.apiUrl = api.url
  bank = await startTestBank()
  shop = await createShop(api, { variants: [{ price: 2480, stock: 1_000_000 }] })
  bankId = await openBankContract(api, bank, shop)
})
afterAll(async () => {
  await bank?.stop()
  await api?.stop()
})

interface Redirect {
  method: string
  url: string
  fields: { name: string; value: string }[]
}
interface PayByBank {
  redirect: Redirect | null
  order: { code: string; status: string } | null
  userErrors: { code: string; field: string[] | null }[]
}

const PAY = `mutation ($input: PayByBankInput!) { payByBank(input: $input) {
  redirect { method url fields { name value } } order { code status } userErrors { code field } } }`

async function pay(order: PlacedOrder, wishes: Record<string, unknown> = {}): Promise<PayByBank> {
  const input = {
    orderCode: order.code,
    orderToken: order.token,
    bankId,
    returnUrl: `${shop.origin}/return?x=1#y`,
    ...wishes,
  }
  const answer = await graphql<{ payByBank: PayByBank }>(`${api.url}/graphql`, PAY, { input }, order.headers)
  expect(answer.errors).toBeUndefined()
  return answer.data.payByBank
}

/** The buyer's browser submits the form; the bank answers with a payment page, or refuses the request. */
async function submit(redirect: Redirect): Promise<string> {
  const body = new URLSearchParams(redirect.fields.map(({ name, value }): [string, string] => [name, value]))
  const response = await fetch(redirect.url, { method: redirect.method, body, redirect: 'manual' })
  expect(response.status).toBe(303)
  return response.headers.get('location')?.split('/').at(-1) ?? ''
}

async function openPayment(
  wishes: Record<string, unknown> = {},
): Promise<{ order: PlacedOrder; id: string }> {
  const order = await placeTestOrder(api, shop)
  const { redirect, userErrors } = await pay(order, wishes)
  expect(userErrors).toEqual([])
  return { order, id: await submit(redirect as Redirect) }
}

const decide = (id: string, outcome: string, misbehaviour?: object) =>
  bank.call('POST', `/api/payments/${id}/decide`, { outcome, ...(misbehaviour && { misbehaviour }) })

async function rows<T>(sql: string, ...params: unknown[]): Promise<T[]> {
  await api.owner.query('begin')
  await api.owner.query("select set_config('app.shop_id', $1, true)", [shop.id])
  const found = await api.owner.query(sql, params)
  await api.owner.query('commit')
  return found.rows as T[]
}

async function stateOf(order: PlacedOrder) {
  const [found] = await rows<{
    status: string
    attempts: string[]
    rescues: string[]
    confirmations: number
  }>(
    `select o.status,
       array(select a.status from bank_attempt a where a.order_id = o.id order by a.opened_at) as attempts,
       array(select r.reason from rescue r where r.order_id = o.id) as rescues,
       (select count(*)::int from mail m where m.order_id = o.id and m.kind = 'PAYMENT_CONFIRMATION') as confirmations
     from "order" o where o.code = $1`,
    order.code,
  )
  return found
}

const setStatus = (order: PlacedOrder, status: string) =>
  rows(`update "order" set status = $2 where code = $1`, order.code, status)

describe('the whole way', () => {
  test('paid: the order is PAID, buyer and merchant are told, the browser comes back with the code alone', async () => {
    const { order, id } = await openPayment()
    await decide(id, 'paid')
    expect(await stateOf(order)).toEqual({
      status: 'PAID',
      attempts: ['PAID'],
      rescues: [],
      confirmations: 1,
    })
    const back = await bank.call<Redirect>('POST', `/api/payments/${id}/return`)
    const query = new URLSearchParams(back.fields.map(({ name, value }): [string, string] => [name, value]))
    const response = await fetch(`${back.url}?${query}`, { redirect: 'manual' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`${shop.origin}/return?order=${order.code}`)
  })

  test.each([
    ['refused', 'REFUSED'],
    ['cancelled', 'CANCELLED'],
    ['pending', 'PENDING'],
  ])('%s: the order stays to be paid', async (outcome, attempt) => {
    const { order, id } = await openPayment()
    await decide(id, outcome)
    expect(await stateOf(order)).toMatchObject({
      status: 'PENDING_PAYMENT',
      attempts: [attempt],
      confirmations: 0,
    })
  })

  test('paid after refused, and refused after paid, both end PAID', async () => {
    for (const sequence of [
      ['refused', 'paid'],
      ['paid', 'refused'],
    ]) {
      const { order, id } = await openPayment()
      await decide(id, 'paid', { sequence })
      expect(await stateOf(order)).toMatchObject({ status: 'PAID', attempts: ['PAID'], confirmations: 1 })
    }
  })

  test('fifty copies at the same time are one payment, and all are answered', async () => {
    const { order, id } = await openPayment()
    const decided = await bank.call<{ deliveries: { status?: number }[] }>(
      'POST',
      `/api/payments/${id}/decide`,
      {
        outcome: 'paid',
        misbehaviour: { copies: 50, concurrent: true },
      },
    )
    expect(decided.deliveries).toHaveLength(50)
    expect(new Set(decided.deliveries.map((delivery) => delivery.status))).toEqual(new Set([200]))
    expect(await stateOf(order)).toEqual({
      status: 'PAID',
      attempts: ['PAID'],
      rescues: [],
      confirmations: 1,
    })
  }, 30_000)
})

describe('what is not believed changes nothing and is on record', () => {
  test.each(['forged', 'unsigned', 'truncated', 'mode', 'duplicated', 'shop'])('%s', async (tamper) => {
    if (tamper === 'shop') await openBankContract(api, bank, await createShop(api))
    const { order, id } = await openPayment()
    const before = await rows('select id from bank_notification_refused')
    await decide(id, 'paid', { tamper })
    expect(await stateOf(order)).toMatchObject({
      status: 'PENDING_PAYMENT',
      attempts: ['OPEN'],
      confirmations: 0,
    })
    const after = await rows('select id from bank_notification_refused')
    expect(after.length).toBeGreaterThan(before.length)
  })
})

describe('authentic money that no order can take stands on the rescue list', () => {
  test.each([
    ['amount', 'WRONG_AMOUNT'],
    ['currency', 'WRONG_CURRENCY'],
  ])('another %s', async (tamper, reason) => {
    const { order, id } = await openPayment()
    await decide(id, 'paid', { tamper })
    expect(await stateOf(order)).toMatchObject({
      status: 'PENDING_PAYMENT',
      attempts: ['RESCUE'],
      rescues: [reason],
    })
  })

  test.each([
    ['CANCELLED', 'ORDER_CANCELLED'],
    ['PAID', 'ALREADY_PAID'],
  ])('an order that is %s', async (status, reason) => {
    const { order, id } = await openPayment()
    await setStatus(order, status)
    await decide(id, 'paid')
    expect(await stateOf(order)).toMatchObject({ status, attempts: ['RESCUE'], rescues: [reason] })
  })

  test('an expired order takes it when the stock can be taken again, else not', async () => {
    const { order, id } = await openPayment()
    await setStatus(order, 'EXPIRED')
    await decide(id, 'paid')
    expect(await stateOf(order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })

    const late = await openPayment()
    await setStatus(late.order, 'EXPIRED')
    await rows('update stock set available = 0')
    await decide(late.id, 'paid')
    await rows('update stock set available = 1000000')
    expect(await stateOf(late.order)).toMatchObject({
      status: 'EXPIRED',
      attempts: ['RESCUE'],
      rescues: ['OUT_OF_STOCK'],
    })
  })
})

describe('what a buyer is told', () => {
  test('a bank that is not there, a page of a foreign origin, another order’s token', async () => {
    const order = await placeTestOrder(api, shop)
    expect((await pay(order, { bankId: crypto.randomUUID() })).userErrors).toEqual([
      { code: 'BANK_NOT_AVAILABLE', field: ['bankId'] },
    ])
    expect((await pay(order, { returnUrl: 'https://elsewhere.test/' })).userErrors).toEqual([
      { code: 'INVALID_URL', field: ['returnUrl'] },
    ])
    const other = await placeTestOrder(api, shop)
    const refused = await pay(order, { orderToken: other.token })
    expect(refused).toMatchObject({ order: null, userErrors: [{ code: 'ORDER_NOT_FOUND' }] })
  })

  test('one attempt at a time, unless it is given up; the same key gives the same form again', async () => {
    const order = await placeTestOrder(api, shop)
    const key = crypto.randomUUID()
    const first = await pay(order, { idempotencyKey: key })
    expect(await pay(order, { idempotencyKey: key })).toEqual(first)
    expect(await pay(order, {})).toMatchObject({
      order: { code: order.code },
      userErrors: [{ code: 'PAYMENT_IN_PROGRESS' }],
    })
    const second = await pay(order, { abandonOpenAttempt: true })
    expect(second.userErrors).toEqual([])
    expect(await stateOf(order)).toMatchObject({ attempts: ['CANCELLED', 'OPEN'] })
  })

  test('another shop’s bank is refused', async () => {
    const other = await createShop(api)
    const foreign = await openBankContract(api, bank, other)
    const order = await placeTestOrder(api, shop)
    expect((await pay(order, { bankId: foreign })).userErrors).toMatchObject([{ code: 'BANK_NOT_AVAILABLE' }])
  })
})

test('whatever the order of arrival, an order is paid at most once and paid money is never lost', async () => {
  const outcome = fc.constantFrom('paid', 'refused', 'cancelled', 'pending')
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { minLength: 1, maxLength: 5 }), async (sequence) => {
      const { order, id } = await openPayment()
      await decide(id, sequence[0] as string, { sequence, copies: 2 })
      const state = await stateOf(order)
      const wasPaid = sequence.includes('paid')
      expect(state?.status).toBe(wasPaid ? 'PAID' : 'PENDING_PAYMENT')
      expect(state?.confirmations).toBe(wasPaid ? 1 : 0)
      expect(state?.rescues).toEqual([])
    }),
    { numRuns: 12 },
  )
}, 60_000)
