import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { orderToken } from '../order/order-token.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ stock: 10 }] })
}, 60_000)
afterAll(() => api.stop())

interface BuyerOrder {
  fulfillment: string
  isPartlyShipped: boolean
  isPickup: boolean
  parcels: Record<string, unknown>[]
}
const orderOf = async ({ id, code }: { id: string; code: string }) => {
  const { data } = await graphql<{ order: BuyerOrder }>(
    `${api.url}/graphql`,
    `
      query ($code: String!, $token: String!) {
        order(code: $code, token: $token) {
          fulfillment
          isPartlyShipped
          isPickup
          parcels {
            carrier
            trackingNumber
            trackingUrl
            pickupAddress
            deliveredAt
            lines {
              productName
              quantity
            }
          }
        }
      }
    `,
    { code, token: orderToken(api.app.env.orderTokenKeys, shop.id, id) },
    { 'x-shop-key': shop.key },
  )
  return data.order
}

test('a buyer sees the parcels of the order, with links for the address of the delivery', async () => {
  const order = await insertTestOrder(api, shop, { status: 'PAID', quantity: 2 })
  expect(await orderOf(order)).toEqual({
    fulfillment: 'UNFULFILLED',
    isPartlyShipped: false,
    isPickup: false,
    parcels: [],
  })
  const requests = parcelRequests(api, await headersOf(api, shop, 'FULFILLMENT'))
  await requests.send('shipParcel', {
    orderCode: order.code,
    lines: [{ lineId: order.lineIds[0], quantity: 1 }],
    carrier: 'Mondial Relay',
    trackingNumber: '12345678',
  })
  expect(await orderOf(order)).toEqual({
    fulfillment: 'UNFULFILLED',
    isPartlyShipped: true,
    isPickup: false,
    parcels: [
      {
        carrier: 'Mondial Relay',
        trackingNumber: '12345678',
        trackingUrl: 'https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition=12345678&codePostal=75002',
        pickupAddress: null,
        deliveredAt: null,
        lines: [{ productName: 'Bol', quantity: 1 }],
      },
    ],
  })
})

test('a member who may not know the buyer sees neither tracking numbers nor links', async () => {
  const order = await insertTestOrder(api, shop, { status: 'PAID' })
  const requests = parcelRequests(api, await headersOf(api, shop, 'FULFILLMENT'))
  await requests.send('shipParcel', {
    orderCode: order.code,
    lines: [{ lineId: order.lineIds[0], quantity: 1 }],
    carrier: 'DPD',
    trackingNumber: '25012345678901',
  })
  const document = `query ($code: String!) {
    order(code: $code) { carrier trackingUrl parcels { carrier trackingNumber trackingUrl } } }`
  const { data } = await merchant(api, document, { code: order.code }, await headersOf(api, shop, 'VIEWER'))
  expect(data).toEqual({
    order: {
      carrier: 'DPD',
      trackingUrl: null,
      parcels: [{ carrier: 'DPD', trackingNumber: null, trackingUrl: null }],
    },
  })
})
