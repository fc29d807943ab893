import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ stock: 10 }] })
  headers = await headersOf(api, shop, 'FULFILLMENT')
  const { lineIds } = await insertTestOrder(api, shop, { code: 'PARTLY', status: 'PAID', quantity: 2 })
  const lines = [{ lineId: lineIds[0], quantity: 1 }]
  await parcelRequests(api, headers).send('shipParcel', { orderCode: 'PARTLY', lines })
  await insertTestOrder(api, shop, { code: 'PICKUP', status: 'PAID', pickupPointId: crypto.randomUUID() })
  await insertTestOrder(api, shop, { code: 'UNPAID' })
}, 60_000)
afterAll(() => api.stop())

test.each([
  [{ isPartlyShipped: true }, ['PARTLY']],
  [{ isPartlyShipped: false }, ['PICKUP', 'UNPAID']],
  [{ isPickup: true }, ['PICKUP']],
  [{ isPickup: false }, ['PARTLY', 'UNPAID']],
  [{ status: ['PAID'], fulfillment: ['UNFULFILLED'] }, ['PARTLY', 'PICKUP']],
])('the list of orders narrowed by %j', async (filter, codes) => {
  const { data } = await merchant<{ orders: { nodes: { code: string }[] } }>(
    api,
    'query ($filter: OrderFilter) { orders(filter: $filter) { nodes { code } } }',
    { filter },
    headers,
  )
  expect(data.orders.nodes.map(({ code }) => code).sort()).toEqual(codes)
})
