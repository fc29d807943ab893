import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import { insertTestOrder, type TestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import { orderToken } from './order-token.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(() => api?.stop())

interface BuyerOrder {
  note: string | null
  shippingMethod: Record<string, unknown> | null
  parcels: { id: string }[]
  steps: { kind: string; at: string; parcelId: string | null }[]
}
async function orderOf({ id, code }: TestOrder): Promise<BuyerOrder> {
  const { data } = await graphql<{ order: BuyerOrder }>(
    `${api.url}/graphql`,
    `
      query ($code: String!, $token: String!) {
        order(code: $code, token: $token) {
          note
          shippingMethod {
            name
            kind
            pickupAddress
            openingHours
          }
          parcels {
            id
          }
          steps {
            kind
            at
            parcelId
          }
        }
      }
    `,
    { code, token: orderToken(api.app.env.orderTokenKeys, shop.id, id) },
    { 'x-shop-key': shop.key },
  )
  return data.order
}
const kindsOf = async (order: TestOrder) => (await orderOf(order)).steps.map(({ kind }) => kind)

test('each parcel is a step when it leaves and when it arrives, and none after it was undone', async () => {
  const order = await insertTestOrder(api, shop, { status: 'PAID' })
  const requests = parcelRequests(api, await headersOf(api, shop, 'FULFILLMENT'))
  const lines = [{ lineId: order.lineIds[0], quantity: 1 }]
  const shipped = await requests.send('shipParcel', { orderCode: order.code, lines, carrier: 'DPD' })
  const parcelId = shipped.parcels[0]!.id
  expect(await orderOf(order)).toMatchObject({
    parcels: [{ id: parcelId }],
    steps: [{ kind: 'PLACED' }, { kind: 'SHIPPED', parcelId }],
  })
  await requests.send('markParcelDelivered', { parcelId })
  expect(await kindsOf(order)).toEqual(['PLACED', 'SHIPPED', 'DELIVERED'])
  await requests.send('undoDelivery', { parcelId })
  await requests.send('undoParcel', { parcelId })
  expect(await kindsOf(order)).toEqual(['PLACED'])
})

test('the end of an order is a step', async () => {
  expect(await kindsOf(await insertTestOrder(api, shop, { status: 'CANCELLED' }))).toContain('CANCELLED')
  expect(await kindsOf(await insertTestOrder(api, shop, { status: 'EXPIRED' }))).toContain('EXPIRED')
})

test('an order to collect says where and when, as the shop has it now, and is ready instead of sent', async () => {
  const methodId = v7()
  await executeInShop(
    api,
    shop,
    `insert into shipping_method (id, shop_id, name, kind, price, pickup_address, opening_hours, tax_category, position)
     values ($1, $2, 'Boutique', 'PICKUP', 0, '3 rue du Four', 'Mardi', 'STANDARD', 1)`,
    methodId,
    shop.id,
  )
  const order = await insertTestOrder(api, shop, { status: 'PAID', pickupPointId: methodId })
  await executeInShop(
    api,
    shop,
    `update "order" set shipping_method_name = 'Boutique' where id = $1`,
    order.id,
  )
  await vi.waitFor(
    async () =>
      expect((await orderOf(order)).shippingMethod).toMatchObject({
        kind: 'PICKUP',
        pickupAddress: '3 rue du Four',
        openingHours: 'Mardi',
      }),
    { timeout: 20_000 },
  )
  const requests = parcelRequests(api, await headersOf(api, shop, 'FULFILLMENT'))
  await requests.send('markReadyForPickup', { orderCode: order.code })
  expect(await kindsOf(order)).toEqual(['PLACED', 'READY_FOR_PICKUP'])
})

test('a buyer reads the note that was written with the order', async () => {
  const order = await insertTestOrder(api, shop, { status: 'PAID' })
  await executeInShop(api, shop, `update "order" set note = 'Ring twice' where id = $1`, order.id)
  expect(await orderOf(order)).toMatchObject({ note: 'Ring twice', shippingMethod: null })
})
