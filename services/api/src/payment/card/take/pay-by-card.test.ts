import { inspect } from 'node:util'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { countStatements } from '../../../../test/count-statements.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { CARDS, changeIn, goodCard, payByTestCard, rowsIn, tryCard } from '../../../../test/card.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { CardInput } from './card.input.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let shop: TestShop

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(async () => {
  await api?.stop()
  await stores?.drop()
})

const stored = async () => {
  const [row] = await rowsIn<{ payments: number; kept: number; mails: number }>(
    api,
    shop,
    `select (select count(*)::int from card_payment where shop_id = $1) as payments,
       (select count(*)::int from card_kept where shop_id = $1) as kept,
       (select count(*)::int from mail where shop_id = $1 and kind = 'CARD_FRAGMENT') as mails`,
    shop.id,
  )
  return { ...row, jobs: await api.app.queues.fragment.count() }
}

describe('a good card', () => {
  test.each(Object.entries(CARDS))(
    '%s is taken: kept digits sealed, fragment queued, order waits',
    async (brand, number) => {
      const order = await placeTestOrder(api, shop)
      const answer = await payByTestCard(api, order, { card: { ...goodCard, number, brand } })
      expect(answer.userErrors).toEqual([])
      expect(answer.order).toMatchObject({
        status: 'AWAITING_CERTIFICATION',
        payment: {
          mode: 'CARD',
          cardBrand: brand,
          cardFirstSix: number.slice(0, 6),
          bankName: null,
          paidAt: null,
        },
      })
      const [payment] = await rowsIn<Record<string, unknown>>(
        api,
        shop,
        `select p.*, encode(k.sealed, 'hex') as sealed, m.status as mail from card_payment p join card_kept k on k.payment_id = p.id
       join mail m on m.payment_id = p.id join "order" o on o.id = p.order_id where o.code = $1`,
        order.code,
      )
      expect(payment).toMatchObject({ brand, number_length: number.length, status: 'OPEN', mail: 'QUEUED' })
      expect(payment?.mark).toMatch(/^[B-Z]{4}$/)
      const job = await api.app.queues.fragment.getJob(String(payment?.id))
      expect(Object.keys(job?.data ?? {}).sort()).toEqual(
        ['encapsulated', 'keyId', 'orderId', 'paymentId', 'sealed', 'shopId'].sort(),
      )
      const owner = { shopId: shop.id, orderId: String(payment?.order_id), paymentId: String(payment?.id) }
      const [{ key_id: keyId } = { key_id: '' }] = await rowsIn<{ key_id: string }>(
        api,
        shop,
        'select key_id from card_kept where payment_id = $1',
        owner.paymentId,
      )
      const opened = api.app.keptDigitsKeys.open(keyId, Buffer.from(String(payment?.sealed), 'hex'), owner)
      expect(opened === number.slice(0, -6)).toBe(true)
    },
  )

  test('costs at most six statements', async () => {
    const order = await placeTestOrder(api, shop)
    const url = `${api.url}/graphql`
    const query = `mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { code } userErrors { code } } }`
    const body = JSON.stringify({
      query,
      variables: { input: { orderCode: order.code, orderToken: order.token, card: goodCard } },
    })
    const { statements } = await countStatements(() =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...order.headers }, body }),
    )
    expect(statements.length, statements.map((sql) => sql.slice(0, 60)).join('\n')).toBeLessThanOrEqual(6)
  })
})

describe('a wrong card', () => {
  const past = { ...goodCard, expiryYear: 2020 }
  test.each([
    ['no card number', { ...goodCard, number: '4242 4242 4242 4241' }, [['NOT_A_CARD_NUMBER', 'number']]],
    ['expired', past, [['CARD_EXPIRED', 'expiryMonth']]],
    ['no month', { ...goodCard, expiryMonth: 13 }, [['INVALID_EXPIRY', 'expiryMonth']]],
    ['two-digit year', { ...goodCard, expiryYear: 30 }, [['INVALID_EXPIRY', 'expiryMonth']]],
    ['another type', { ...goodCard, brand: 'MASTERCARD' }, [['CARD_TYPE_MISMATCH', 'brand']]],
    [
      'all at once',
      { ...past, number: '1' },
      [
        ['NOT_A_CARD_NUMBER', 'number'],
        ['CARD_EXPIRED', 'expiryMonth'],
      ],
    ],
  ])('%s: told, nothing stored or queued', async (_what, card, expected) => {
    const order = await placeTestOrder(api, shop)
    const before = await stored()
    const answer = await payByTestCard(api, order, { card }, { 'accept-language': 'fr' })
    expect(answer.userErrors.map(({ code, field }) => [code, field])).toEqual(
      expected.map(([code, field]) => [code, ['card', field]]),
    )
    expect(answer.userErrors.every(({ message }) => message.length > 10)).toBe(true)
    expect(answer.order).toMatchObject({ code: order.code, status: 'PENDING_PAYMENT', payment: null })
    expect(await stored()).toEqual(before)
  })

  test('no digit of any card reaches the log', async () => {
    const written: string[] = []
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text))
      return true
    })
    try {
      const order = await placeTestOrder(api, shop)
      await tryCard(api, order, { card: { ...goodCard, expiryYear: 2020 } })
      await tryCard(api, order, { card: { ...goodCard, brand: null } })
      await tryCard(api, order, { card: { ...goodCard, number: Number(goodCard.number) } })
      await tryCard(api, order, { card: goodCard, idempotencyKey: goodCard.number })
      api.app.redis.disconnect()
      expect((await tryCard(api, order)).errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    } finally {
      await api.app.redis.connect()
      spy.mockRestore()
    }
    const text = written.join('')
    expect(text.includes(goodCard.number) || text.includes('424242')).toBe(false)
  })
})

describe('what stands in the way', () => {
  test('a brand or a mode that the shop does not take', async () => {
    const narrow = await createShop(api, { cardBrands: ['MASTERCARD'] })
    const order = await placeTestOrder(api, narrow)
    expect((await payByTestCard(api, order)).userErrors).toMatchObject([
      { code: 'CARD_BRAND_NOT_ACCEPTED', field: ['card', 'brand'] },
    ])
    const bankOnly = await createShop(api, { paymentModes: ['BANK'] })
    const other = await placeTestOrder(api, bankOnly)
    expect((await payByTestCard(api, other)).userErrors).toMatchObject([
      { code: 'PAYMENT_MODE_NOT_AVAILABLE' },
    ])
  })

  test('another order’s token, another shop’s order, an unknown code', async () => {
    const order = await placeTestOrder(api, shop)
    const other = await placeTestOrder(api, shop)
    const foreign = await placeTestOrder(api, await createShop(api))
    for (const wrong of [
      { ...order, token: other.token },
      { ...order, code: 'NOSUCH' },
      { ...foreign, headers: order.headers },
    ])
      expect(await payByTestCard(api, wrong)).toMatchObject({
        order: null,
        userErrors: [{ code: 'ORDER_NOT_FOUND' }],
      })
  })

  test.each([
    ['AWAITING_CERTIFICATION', 'PAYMENT_IN_PROGRESS'],
    ['PAID', 'ORDER_NOT_PAYABLE'],
    ['CANCELLED', 'ORDER_NOT_PAYABLE'],
    ['EXPIRED', 'ORDER_NOT_PAYABLE'],
  ])('an order that is %s: %s', async (status, code) => {
    const order = await placeTestOrder(api, shop)
    await changeIn(api, shop, 'update "order" set status = $1 where code = $2', status, order.code)
    expect(await payByTestCard(api, order)).toMatchObject({ order: { status }, userErrors: [{ code }] })
  })

  test('plain HTTP from elsewhere', async () => {
    const order = await placeTestOrder(api, shop)
    const { errors, data } = await tryCard(api, order, {}, { 'x-forwarded-for': '203.0.113.9' })
    expect(errors?.[0]?.extensions.code).toBe('INSECURE_TRANSPORT')
    expect(data).toBeNull()
  })

  test('more attempts than an order may have', async () => {
    const order = await placeTestOrder(api, shop)
    const wrong = { card: { ...goodCard, expiryYear: 2020 } }
    for (let tries = 0; tries < 30; tries++)
      expect((await payByTestCard(api, order, wrong)).userErrors).toHaveLength(1)
    const { errors } = await tryCard(api, order)
    expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  })
})

describe('twice', () => {
  test('two clicks: one payment, the other is told', async () => {
    const order = await placeTestOrder(api, shop)
    const answers = await Promise.all([payByTestCard(api, order), payByTestCard(api, order)])
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'PAYMENT_IN_PROGRESS',
    ])
  })

  test('the same key gives the first answer again, at once and later', async () => {
    const order = await placeTestOrder(api, shop)
    const idempotencyKey = crypto.randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => payByTestCard(api, order, { idempotencyKey })))
    answers.push(await payByTestCard(api, order, { idempotencyKey }))
    for (const answer of answers)
      expect(answer).toMatchObject({ order: { status: 'AWAITING_CERTIFICATION' }, userErrors: [] })
    const payments = await rowsIn(
      api,
      shop,
      'select from card_payment p join "order" o on o.id = p.order_id where o.code = $1',
      order.code,
    )
    expect(payments).toHaveLength(1)
  })

  test('the same key with another card or for another order', async () => {
    const order = await placeTestOrder(api, shop)
    const idempotencyKey = crypto.randomUUID()
    await payByTestCard(api, order, { idempotencyKey })
    const card = { ...goodCard, number: CARDS.MASTERCARD, brand: 'MASTERCARD' }
    const expected = { userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }] }
    expect(await payByTestCard(api, order, { idempotencyKey, card })).toMatchObject(expected)
    await changeIn(api, shop, 'update "order" set visitor = $1 where code = $2', 'same', order.code)
    const other = await placeTestOrder(api, shop)
    await changeIn(api, shop, 'update "order" set visitor = $1 where code = $2', 'same', other.code)
    expect(await payByTestCard(api, other, { idempotencyKey })).toMatchObject(expected)
  })
})

describe('an outside that is away', () => {
  test('Redis: refused, nothing stored; taken once it is back', async () => {
    const order = await placeTestOrder(api, shop)
    const before = await stored()
    const idempotencyKey = crypto.randomUUID()
    api.app.redis.disconnect()
    const { errors, status } = await tryCard(api, order, { idempotencyKey })
    await api.app.redis.connect()
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE'])
    expect(await stored()).toEqual(before)
    expect((await payByTestCard(api, order, { idempotencyKey })).order?.status).toBe('AWAITING_CERTIFICATION')
  })

  test('the outcome of the commit unknown: the same key tells the truth', async () => {
    const order = await placeTestOrder(api, shop)
    const before = await stored()
    const idempotencyKey = crypto.randomUUID()
    await api.owner.query('begin')
    await api.owner.query("select set_config('app.shop_id', $1, true)", [shop.id])
    await api.owner.query('select from "order" where code = $1 for update', [order.code])
    const { errors } = await tryCard(api, order, { idempotencyKey })
    await api.owner.query('rollback')
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    // The fragment was queued first; the worker drops it, since its payment never comes.
    expect(await stored()).toEqual({ ...before, jobs: before.jobs + 1 })
    for (const _time of [1, 2])
      expect(await payByTestCard(api, order, { idempotencyKey })).toMatchObject({
        order: { status: 'AWAITING_CERTIFICATION' },
        userErrors: [],
      })
    expect(await stored()).toMatchObject({ payments: (before.payments ?? 0) + 1, jobs: before.jobs + 2 })
  })

  test('the day’s key missing: refused and told, nothing stored or queued', async () => {
    const order = await placeTestOrder(api, shop)
    const before = await stored()
    vi.setSystemTime(Date.now() + 9 * 86_400_000)
    const { errors } = await tryCard(api, order)
    vi.useRealTimers()
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect(await stored()).toEqual(before)
  })
})

test('a card prints as [card], however it is printed', () => {
  const card = Object.assign(new CardInput(), goodCard)
  for (const printed of [String(card), JSON.stringify({ card }), inspect({ input: { card } }), `${card}`])
    expect(printed.includes('[card]') && !printed.includes('4242')).toBe(true)
})

test('a bank attempt that is open: told, until the buyer gives it up', async () => {
  const contract = await createShop(api)
  const order = await placeTestOrder(api, contract)
  const account = v7()
  await changeIn(
    api,
    contract,
    `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
     values ($1, $2, 'lyra', 'Bank', 'TEST', 'http://127.0.0.1:1', '1', '\\x00')`,
    account,
    contract.id,
  )
  await changeIn(
    api,
    contract,
    `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, amount, currency, environment, redirect, return_url)
     select $1, shop_id, id, $2, 'lyra', 'Bank', 'R1', total, currency, 'TEST', '{}', $3 from "order" where code = $4`,
    v7(),
    account,
    contract.origin,
    order.code,
  )
  expect((await payByTestCard(api, order)).userErrors).toMatchObject([{ code: 'PAYMENT_IN_PROGRESS' }])
  const answer = await payByTestCard(api, order, { abandonOpenAttempt: true })
  expect(answer).toMatchObject({
    order: { status: 'AWAITING_CERTIFICATION', payment: { mode: 'CARD' } },
    userErrors: [],
  })
  const attempts = await rowsIn<{ status: string }>(
    api,
    contract,
    'select status from payment_attempt where shop_id = $1',
    contract.id,
  )
  expect(attempts).toEqual([{ status: 'CANCELLED' }])
})
