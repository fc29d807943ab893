import { inspect } from 'node:util'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../../../test/count-statements.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { CARDS, countStored, goodCard, payByTestCard, tryCard } from '../../../../test/card.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
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

describe('a valid card', () => {
  test.each(Object.entries(CARDS))(
    'stores the encrypted kept digits of a %s card, queues its card fragment and lets the order await certification',
    async (brand, number) => {
      const order = await placeTestOrder(api, shop)
      const payload = await payByTestCard(api, order, { card: { ...goodCard, number, brand } })
      expect(payload.userErrors).toEqual([])
      expect(payload.order).toMatchObject({
        status: 'AWAITING_CERTIFICATION',
        payment: {
          mode: 'CARD',
          cardBrand: brand,
          cardFirstSix: number.slice(0, 6),
          bankName: null,
          paidAt: null,
        },
      })
      const [payment] = await queryInShop<Record<string, unknown>>(
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
        ['encapsulated', 'keyId', 'orderId', 'paymentId', 'requestId', 'sealed', 'shopId'].sort(),
      )
      const ref = { shopId: shop.id, orderId: String(payment?.order_id), paymentId: String(payment?.id) }
      const [{ key_id: keyId } = { key_id: '' }] = await queryInShop<{ key_id: string }>(
        api,
        shop,
        'select key_id from card_kept where payment_id = $1',
        ref.paymentId,
      )
      const sealed = Buffer.from(String(payment?.sealed), 'hex')
      expect(api.app.keptDigitsKeys.decrypt(keyId, sealed, ref) === number.slice(0, -6)).toBe(true)
    },
  )

  test('runs at most six SQL statements', async () => {
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

describe('a rejected card', () => {
  const expired = { ...goodCard, expiryYear: 2020 }
  test.each([
    [
      'a number with a wrong check digit',
      { ...goodCard, number: '4242 4242 4242 4241' },
      [['NOT_A_CARD_NUMBER', 'number']],
    ],
    ['an expired card', expired, [['CARD_EXPIRED', 'expiryMonth']]],
    ['a month of 13', { ...goodCard, expiryMonth: 13 }, [['INVALID_EXPIRY', 'expiryMonth']]],
    ['a two-digit year', { ...goodCard, expiryYear: 30 }, [['INVALID_EXPIRY', 'expiryMonth']]],
    [
      'another brand than the selected one',
      { ...goodCard, brand: 'MASTERCARD' },
      [['CARD_TYPE_MISMATCH', 'brand']],
    ],
    [
      'several problems at once',
      { ...expired, number: '1' },
      [
        ['NOT_A_CARD_NUMBER', 'number'],
        ['CARD_EXPIRED', 'expiryMonth'],
      ],
    ],
  ])('is reported, and nothing is stored or queued: %s', async (_description, card, expected) => {
    const order = await placeTestOrder(api, shop)
    const before = await countStored(api, shop)
    const payload = await payByTestCard(api, order, { card }, { 'accept-language': 'fr' })
    expect(payload.userErrors.map(({ code, field }) => [code, field])).toEqual(
      expected.map(([code, field]) => [code, ['card', field]]),
    )
    expect(payload.userErrors.every(({ message }) => message.length > 10)).toBe(true)
    expect(payload.order).toMatchObject({ code: order.code, status: 'PENDING_PAYMENT', payment: null })
    expect(await countStored(api, shop)).toEqual(before)
  })
})

describe('rejects a valid card', () => {
  test('when the shop does not accept its brand or cards at all', async () => {
    const mastercardOnly = await createShop(api, { cardBrands: ['MASTERCARD'] })
    const order = await placeTestOrder(api, mastercardOnly)
    expect((await payByTestCard(api, order)).userErrors).toMatchObject([
      { code: 'CARD_BRAND_NOT_ACCEPTED', field: ['card', 'brand'] },
    ])
    const bankOnly = await createShop(api, { paymentModes: ['BANK'] })
    const other = await placeTestOrder(api, bankOnly)
    expect((await payByTestCard(api, other)).userErrors).toMatchObject([
      { code: 'PAYMENT_MODE_NOT_AVAILABLE' },
    ])
  })

  test('for a wrong token, another shop’s order or an unknown code', async () => {
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
  ])('for an order that is %s: %s', async (status, code) => {
    const order = await placeTestOrder(api, shop)
    await executeInShop(api, shop, 'update "order" set status = $1 where code = $2', status, order.code)
    expect(await payByTestCard(api, order)).toMatchObject({ order: { status }, userErrors: [{ code }] })
  })

  test('sent over plain HTTP from another machine', async () => {
    const order = await placeTestOrder(api, shop)
    const { errors, data } = await tryCard(api, order, {}, { 'x-forwarded-for': '203.0.113.9' })
    expect(errors?.[0]?.extensions.code).toBe('INSECURE_TRANSPORT')
    expect(data).toBeNull()
  })

  test('after 30 attempts for the same order', async () => {
    const order = await placeTestOrder(api, shop)
    const wrong = { card: { ...goodCard, expiryYear: 2020 } }
    for (let attempt = 0; attempt < 30; attempt++)
      expect((await payByTestCard(api, order, wrong)).userErrors).toHaveLength(1)
    const { errors } = await tryCard(api, order)
    expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  })
})

test('attempts count by address too, except for an address that many buyers share', async () => {
  const countOf = async (address: string) => {
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order, {}, { 'x-shop-secret': shop.secret, 'x-buyer-ip': address })
    return api.app.redis.get(`card-attempts:{${shop.id}}:address:${address}`)
  }
  expect(await countOf('203.0.113.7')).toBe('1')
  expect(await countOf('127.0.0.7')).toBe('1')
  expect(await countOf('127.0.0.1')).toBeNull()
})

test('a card converts to [card] in strings, JSON and inspected objects', () => {
  const card = Object.assign(new CardInput(), goodCard)
  for (const text of [String(card), JSON.stringify({ card }), inspect({ input: { card } }), `${card}`])
    expect(text.includes('[card]') && !text.includes('4242')).toBe(true)
})

test('an unfinished payment at the bank blocks the card until the buyer abandons it', async () => {
  const shopWithBank = await createShop(api)
  const order = await placeTestOrder(api, shopWithBank)
  const account = v7()
  await executeInShop(
    api,
    shopWithBank,
    `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
     values ($1, $2, 'lyra', 'Bank', 'TEST', 'http://127.0.0.1:1', '1', '\\x00')`,
    account,
    shopWithBank.id,
  )
  await executeInShop(
    api,
    shopWithBank,
    `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, amount, currency, environment, redirect, return_url)
     select $1, shop_id, id, $2, 'lyra', 'Bank', 'R1', total, currency, 'TEST', '{}', $3 from "order" where code = $4`,
    v7(),
    account,
    shopWithBank.origin,
    order.code,
  )
  expect((await payByTestCard(api, order)).userErrors).toMatchObject([{ code: 'PAYMENT_IN_PROGRESS' }])
  const payload = await payByTestCard(api, order, { abandonOpenAttempt: true })
  expect(payload).toMatchObject({
    order: { status: 'AWAITING_CERTIFICATION', payment: { mode: 'CARD' } },
    userErrors: [],
  })
  const attempts = await queryInShop<{ status: string }>(
    api,
    shopWithBank,
    'select status from payment_attempt where shop_id = $1',
    shopWithBank.id,
  )
  expect(attempts).toEqual([{ status: 'CANCELLED' }])
})
