import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { CARDS, goodCard, payByTestCard } from '../../../../test/card.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'

let api: TestApi
let shop: TestShop

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api?.stop())

test('two concurrent requests without an idempotency key give one payment and one PAYMENT_IN_PROGRESS', async () => {
  const order = await placeTestOrder(api, shop)
  const payloads = await Promise.all([payByTestCard(api, order), payByTestCard(api, order)])
  expect(payloads.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
    'PAYMENT_IN_PROGRESS',
  ])
})

test('repeated and concurrent requests with the same key return the result of the first', async () => {
  const order = await placeTestOrder(api, shop)
  const idempotencyKey = crypto.randomUUID()
  const payloads = await Promise.all([1, 2, 3].map(() => payByTestCard(api, order, { idempotencyKey })))
  payloads.push(await payByTestCard(api, order, { idempotencyKey }))
  for (const payload of payloads)
    expect(payload).toMatchObject({ order: { status: 'AWAITING_CERTIFICATION' }, userErrors: [] })
  const payments = await queryInShop(
    api,
    shop,
    'select from card_payment p join "order" o on o.id = p.order_id where o.code = $1',
    order.code,
  )
  expect(payments).toHaveLength(1)
})

test('rejects an idempotency key that was used for another card or another order', async () => {
  const order = await placeTestOrder(api, shop)
  const idempotencyKey = crypto.randomUUID()
  await payByTestCard(api, order, { idempotencyKey })
  const card = { ...goodCard, number: CARDS.MASTERCARD, brand: 'MASTERCARD' }
  const expected = { userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }] }
  expect(await payByTestCard(api, order, { idempotencyKey, card })).toMatchObject(expected)
  await executeInShop(api, shop, 'update "order" set visitor = $1 where code = $2', 'same', order.code)
  const other = await placeTestOrder(api, shop)
  await executeInShop(api, shop, 'update "order" set visitor = $1 where code = $2', 'same', other.code)
  expect(await payByTestCard(api, other, { idempotencyKey })).toMatchObject(expected)
})
