import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { connectAsWorker, processPendingEvents } from '../../test/events.ts'
import { headersOf } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { saveShippingMethod } from '../../test/shipping.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let requests: ReturnType<typeof parcelRequests>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ stock: 10 }] })
  requests = parcelRequests(api, await headersOf(api, shop, 'FULFILLMENT'))
  await connectAsWorker(api)
}, 60_000)
afterAll(() => api.stop())

const mailKinds = async (orderId: string) => {
  await processPendingEvents(api, shop)
  const sql = 'select kind from mail where order_id = $1 order by id'
  return (await queryInShop<{ kind: string }>(api, shop, sql, orderId)).map(({ kind }) => kind)
}

/** An order in two parcels, with what identifies them. */
async function shippedInTwo() {
  const { id, code, lineIds } = await insertTestOrder(api, shop, { status: 'PAID', quantity: 2 })
  const lines = [{ lineId: lineIds[0], quantity: 1 }]
  await requests.send('shipParcel', { orderCode: code, lines, notifyBuyer: false })
  const { parcels } = await requests.send('shipParcel', { orderCode: code, lines, notifyBuyer: false })
  return { id, code, parcelIds: parcels.map((parcel) => parcel.id) }
}

describe('delivery', () => {
  test('of the last parcel delivers the order; the buyer gets a mail for each parcel', async () => {
    const { id, parcelIds } = await shippedInTwo()
    const first = await requests.send('markParcelDelivered', { parcelId: parcelIds[1] })
    expect(first.fulfillment).toBe('SHIPPED')
    expect(first.parcels.map(({ deliveredAt }) => deliveredAt !== null)).toEqual([false, true])
    const second = await requests.send('markParcelDelivered', { parcelId: parcelIds[0], notifyBuyer: false })
    expect(second.fulfillment).toBe('DELIVERED')
    expect(second.timeline.slice(-2).map(({ message }) => message)).toEqual(['Colis livré', 'Colis livré'])
    expect(await mailKinds(id)).toEqual(['PARCEL_DELIVERED'])
  })

  test('of a parcel while the rest is still to ship does not deliver the order', async () => {
    const { code, lineIds } = await insertTestOrder(api, shop, { status: 'PAID', quantity: 2 })
    const lines = [{ lineId: lineIds[0], quantity: 1 }]
    const { parcels } = await requests.send('shipParcel', { orderCode: code, lines })
    const order = await requests.send('markParcelDelivered', { parcelId: parcels[0]?.id })
    expect(order).toMatchObject({ fulfillment: 'UNFULFILLED', isPartlyShipped: true })
  })

  test('is corrected with another time, without another mail, and taken back', async () => {
    const { id, parcelIds } = await shippedInTwo()
    const [parcelId] = parcelIds
    await executeInShop(
      api,
      shop,
      "update parcel set shipped_at = '2026-01-02T10:00:00Z' where id = $1",
      parcelId,
    )
    await requests.send('markParcelDelivered', { parcelId })
    expect(await requests.codes('markParcelDelivered', { parcelId })).toEqual(['PARCEL_ALREADY_DELIVERED'])
    const at = '2026-01-05T22:59:59.000Z'
    const corrected = await requests.send('markParcelDelivered', { parcelId, at })
    expect(corrected.parcels[0]?.deliveredAt).toBe(at)
    expect(await mailKinds(id)).toEqual(['PARCEL_DELIVERED'])
    const back = await requests.send('undoDelivery', { parcelId })
    expect(back.parcels[0]?.deliveredAt).toBeNull()
    expect(back.timeline.at(-1)?.message).toBe('Livraison annulée')
    expect(await requests.codes('undoDelivery', { parcelId })).toEqual(['PARCEL_NOT_DELIVERED'])
  })

  test('is not before the shipping, nor in the future', async () => {
    const { parcelIds } = await shippedInTwo()
    for (const at of ['2020-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '2999-01-01T00:00:00Z'])
      expect(await requests.codes('markParcelDelivered', { parcelId: parcelIds[0], at })).toEqual([
        'DELIVERY_TIME_INVALID',
      ])
  })

  test.each(['none', '', '\u{10FFFF}', crypto.randomUUID()])(
    'of what is no parcel is refused: case %#',
    async (parcelId) => {
      for (const name of ['markParcelDelivered', 'undoDelivery', 'undoParcel', 'changeParcel'] as const)
        expect(await requests.codes(name, { parcelId })).toEqual(['NOT_FOUND'])
    },
  )
})

describe('an order that the buyer collects', () => {
  const PICKUP = {
    name: 'Retrait',
    kind: 'PICKUP',
    pickupAddress: '3 rue du Four\n35000 Rennes',
    openingHours: '10-19 h',
  }
  const orderToCollect = async (pickup = {}) => {
    const manager = await headersOf(api, shop, 'MANAGER')
    const { method } = await saveShippingMethod(api, manager, { ...PICKUP, ...pickup })
    return insertTestOrder(api, shop, { status: 'PAID', quantity: 2, pickupPointId: method?.id ?? '' })
  }

  test('is ready with the address and the hours of the method, then collected without another mail', async () => {
    const { id, code } = await orderToCollect()
    const ready = await requests.send('markReadyForPickup', { orderCode: code })
    expect(ready).toMatchObject({ fulfillment: 'SHIPPED', isPartlyShipped: false })
    expect(ready.parcels).toMatchObject([
      {
        carrier: null,
        pickupAddress: PICKUP.pickupAddress,
        openingHours: PICKUP.openingHours,
        lines: [{ quantity: 2 }],
      },
    ])
    expect(ready.timeline.at(-1)?.message).toBe('Prête à être retirée')
    const parcelId = ready.parcels[0]?.id
    expect(await requests.codes('changeParcel', { parcelId, carrier: 'DHL' })).toEqual(['PARCEL_NOT_SENT'])
    const collected = await requests.send('markParcelDelivered', { parcelId })
    expect(collected.fulfillment).toBe('DELIVERED')
    expect(collected.timeline.at(-1)).toMatchObject({ kind: 'PICKED_UP', message: 'Commande retirée' })
    expect(await mailKinds(id)).toEqual(['READY_FOR_PICKUP'])
  })

  test('is ready at the address of the business if its pickup point was removed', async () => {
    const { id, code } = await orderToCollect()
    await executeInShop(api, shop, "delete from shipping_method where kind = 'PICKUP'")
    const { parcels } = await requests.send('markReadyForPickup', { orderCode: code, notifyBuyer: false })
    expect(parcels[0]?.pickupAddress).toBeTruthy()
    expect(parcels[0]?.openingHours).toBeNull()
    expect(await mailKinds(id)).toEqual([])
  })

  test('may still be shipped', async () => {
    const { code } = await orderToCollect()
    expect((await requests.send('markShipped', { orderCode: code })).parcels[0]?.pickupAddress).toBeNull()
  })

  test('is the only one that can be set aside', async () => {
    const { code } = await insertTestOrder(api, shop, { status: 'PAID' })
    expect(await requests.codes('markReadyForPickup', { orderCode: code })).toEqual(['ORDER_NOT_FOR_PICKUP'])
    expect(await requests.codes('markReadyForPickup', { orderCode: 'NONE' })).toEqual(['NOT_FOUND'])
  })
})
