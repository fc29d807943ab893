import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { connectAsWorker, processPendingEvents } from '../../test/events.ts'
import { createMember, headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ stock: 100 }] })
  headers = await headersOf(api, shop, 'FULFILLMENT')
  await connectAsWorker(api)
}, 60_000)
afterAll(() => api.stop())

interface Result {
  orderCode: string
  order: { fulfillment: string; parcels: { lines: { quantity: number }[] }[] } | null
  userErrors: { code: string }[]
}
interface Answer {
  results: Result[] | null
  userErrors: { code: string; field: string[] | null }[]
}

const ship = (orderCodes: string[], notifyBuyers = true) =>
  merchant<{ shipOrders: Answer } | null>(
    api,
    `mutation ($orderCodes: [String!]!, $notifyBuyers: Boolean) {
      shipOrders(orderCodes: $orderCodes, notifyBuyers: $notifyBuyers) {
        results { orderCode order { fulfillment parcels { lines { quantity } } } userErrors { code } }
        userErrors { code field } } }`,
    { orderCodes, notifyBuyers },
    headers,
  )
const shippedMails = async (code: string) => {
  await processPendingEvents(api, shop)
  const rows = await queryInShop<{ count: string }>(
    api,
    shop,
    `select count(*) from mail m join "order" o on o.shop_id = m.shop_id and o.id = m.order_id
     where o.code = $1 and m.kind = 'PARCEL_SHIPPED'`,
    code,
  )
  return Number(rows[0]?.count)
}

async function varyPayments(refundedId: string, withNewsId: string): Promise<void> {
  const member = await createMember(api, [{ shop, role: 'OWNER' }])
  const accountId = v7()
  await executeAllInShop(api, shop, [
    [
      `insert into refund (shop_id, id, order_id, amount, currency, other_amount, bank_reference, restock, notify_buyer, idempotency_key,
         recorded_by, recorded_by_name) values ($1, $2, $3, 1000, 'EUR', 1000, 'R1', false, false, 'k', $4, '')`,
      shop.id,
      v7(),
      refundedId,
      member.id,
    ],
    [
      `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values ($1, $2, 'lyra', 'Banque', 'TEST', 'https://bank.test/', '12345678', '\\x00')`,
      accountId,
      shop.id,
    ],
    [
      `insert into payment_attempt (id, shop_id, order_id, gateway_account_id, protocol, bank_name, reference, status, amount, currency,
         environment, redirect, return_url, later_news, later_news_at)
       values ($1, $2, $3, $4, 'lyra', 'Banque', 'r1', 'PAID', 1000, 'EUR', 'TEST', '{}', 'https://shop.test/', 'CAPTURE_FAILED', now())`,
      v7(),
      shop.id,
      withNewsId,
      accountId,
    ],
  ])
}

test('what is left of each order is shipped in one parcel; an order that is refused stops no other', async () => {
  const first = await insertTestOrder(api, shop, { status: 'PAID', lines: 2, quantity: 2 })
  const pending = await insertTestOrder(api, shop)
  const pickup = await insertTestOrder(api, shop, {
    status: 'PAID',
    pickupPointId: '01930000-0000-7000-8000-000000000001',
  })
  const foreign = await insertTestOrder(api, await createShop(api), { status: 'PAID' })
  const last = await insertTestOrder(api, shop, { status: 'PAID' })
  await parcelRequests(api, headers).send('shipParcel', {
    orderCode: first.code,
    lines: [{ lineId: first.lineIds[0], quantity: 1 }],
  })
  const codes = [first, pending, pickup, foreign, last].map(({ code }) => code)
  const { data } = await ship([...codes, first.code])
  expect(data?.shipOrders.userErrors).toEqual([])
  expect(data?.shipOrders.results).toEqual([
    {
      orderCode: first.code,
      order: {
        fulfillment: 'SHIPPED',
        parcels: [{ lines: [{ quantity: 1 }] }, { lines: [{ quantity: 1 }, { quantity: 2 }] }],
      },
      userErrors: [],
    },
    { orderCode: pending.code, order: null, userErrors: [{ code: 'ORDER_NOT_SHIPPABLE' }] },
    { orderCode: pickup.code, order: null, userErrors: [{ code: 'ORDER_IS_FOR_PICKUP' }] },
    { orderCode: foreign.code, order: null, userErrors: [{ code: 'NOT_FOUND' }] },
    {
      orderCode: last.code,
      order: { fulfillment: 'SHIPPED', parcels: [{ lines: [{ quantity: 1 }] }] },
      userErrors: [],
    },
  ])
  expect(await shippedMails(last.code)).toBe(1)
  const again = await ship([last.code])
  expect(again.data?.shipOrders.results).toMatchObject([{ userErrors: [{ code: 'ORDER_NOT_SHIPPABLE' }] }])
})

test('an order whose payment was refunded, or of which the bank sent news, is not shipped unseen', async () => {
  const refunded = await insertTestOrder(api, shop, { status: 'PAID' })
  const withNews = await insertTestOrder(api, shop, { status: 'PAID' })
  await varyPayments(refunded.id, withNews.id)
  const { data } = await ship([refunded.code, withNews.code])
  expect(data?.shipOrders.results?.map(({ userErrors }) => userErrors)).toEqual([
    [{ code: 'PAYMENT_TO_CHECK' }],
    [{ code: 'PAYMENT_TO_CHECK' }],
  ])
})

test('buyers are emailed on request only', async () => {
  const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
  expect((await ship([code], false)).data?.shipOrders.results).toMatchObject([{ userErrors: [] }])
  expect(await shippedMails(code)).toBe(0)
})

test('no order and more than 100 are refused', async () => {
  expect((await ship([])).data?.shipOrders).toEqual({
    results: null,
    userErrors: [{ code: 'REQUIRED', field: ['orderCodes'] }],
  })
  const { errors } = await ship(Array.from({ length: 101 }, (_, n) => `C${n}`))
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})
