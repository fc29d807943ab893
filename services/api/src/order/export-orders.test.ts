import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertOrders } from '../../seed/insert-orders.ts'
import { varyOrders } from '../../seed/vary-orders.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

const download = (headers: Record<string, string>, filter?: unknown, language = 'en') => {
  const query = filter === undefined ? '' : `?filter=${encodeURIComponent(JSON.stringify(filter))}`
  return fetch(`${api.url}/merchant/exports/orders${query}`, {
    headers: { ...headers, 'accept-language': language },
  })
}
const rowsOf = async (response: Promise<Response>, delimiter = ',') =>
  parse(await (await response).text(), { bom: true, columns: true, delimiter }) as Record<string, string>[]

test('the file has a line for each order, newest first, in the language and the time zone of the reader', async () => {
  const placedAt = '2026-06-30T22:05:00Z'
  const { code } = await insertTestOrder(api, shop, { status: 'PAID', card: 'APPROVED', placedAt })
  const headers = await headersOf(api, shop, 'MANAGER')
  expect(await rowsOf(download(headers))).toEqual([
    {
      Order: code,
      Placed: '2026-07-01 00:05',
      Status: 'Paid',
      Shipping: 'Not shipped',
      Name: 'Camille Martin',
      Company: '',
      Email: 'camille@buyers.test',
      Telephone: '',
      'Delivery address': '1 rue de la Paix',
      Postcode: '75002',
      Town: 'Paris',
      Country: 'FR',
      'Delivery method': '',
      Payment: 'Visa',
      Subtotal: '10.00',
      Delivery: '0.00',
      'VAT included': '0.00',
      Total: '10.00',
      Currency: 'EUR',
    },
  ])
  const response = await download(headers, {}, 'fr')
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toContain(`${shop.slug}-orders.csv`)
  expect(await rowsOf(Promise.resolve(response), ';')).toMatchObject([{ Statut: 'Payée', Total: '10,00' }])
})

test('the file has exactly the orders of the filtered list, however many pages they fill', async () => {
  const own = await createShop(api)
  await insertOrders(api.owner, own.id, { count: 1_000 })
  const banks = await varyOrders(api.owner, own.id)
  const headers = await headersOf(api, own, 'MANAGER')
  const filters: [filter: object, count: number][] = [
    [{}, 1_000],
    [{ status: ['PAID'], fulfillment: ['UNFULFILLED'] }, 20],
    [{ search: 'ma' }, 100],
    [
      { paymentMethod: 'CHEQUE', channel: 'TELEPHONE', countries: ['BE'], totalFrom: 9900, totalTo: 9900 },
      10,
    ],
    [{ gatewayAccountId: banks.frequent, channel: 'WEB' }, 990],
    [{ gatewayAccountId: banks.rare, countries: ['FR'] }, 0],
  ]
  for (const [filter, count] of filters) {
    const { data } = await merchant<{ orderCount: number }>(
      api,
      'query ($filter: OrderFilter) { orderCount(filter: $filter) }',
      { filter },
      headers,
    )
    const codes = (await rowsOf(download(headers, filter))).map(({ Order }) => Order)
    expect([codes.length, new Set(codes).size]).toEqual([count, count])
    expect(data.orderCount).toBe('channel' in filter ? Math.min(count, 500) : count)
  }
})

test('what a buyer typed cannot run as a formula', async () => {
  const own = await createShop(api)
  await insertTestOrder(api, own, { firstName: '=HYPERLINK("https://evil.test")' })
  const rows = await rowsOf(download(await headersOf(api, own, 'MANAGER')))
  expect(rows[0]?.Name).toBe(`'=HYPERLINK("https://evil.test") Martin`)
})

test('a member who may not know the buyers gets no column about them', async () => {
  const [row = {}] = await rowsOf(download(await headersOf(api, shop, 'VIEWER')))
  expect(Object.keys(row)).toContain('Country')
  expect(Object.values(row).join()).not.toMatch(/Camille|Martin|buyers\.test|Paix|75002/)
})

test.each([
  ['no JSON', '{'],
  ['an unknown field', '{"sold":true}'],
  ['a wrong value', '{"status":["SOLD"]}'],
  ['a list', '[]'],
])('%s as the filter is refused, and not repeated', async (_what, filter) => {
  const headers = await headersOf(api, shop, 'MANAGER')
  const response = await fetch(`${api.url}/merchant/exports/orders?filter=${encodeURIComponent(filter)}`, {
    headers,
  })
  const body = await response.text()
  expect([response.status, body.includes('SOLD'), body.includes('sold')]).toEqual([400, false, false])
})

test('another shop and a visitor are refused', async () => {
  const headers = await headersOf(api, shop, 'OWNER')
  const other = await createShop(api)
  expect((await download({ ...headers, 'x-shop': other.slug })).status).toBe(403)
  expect((await download({})).status).toBe(401)
})
