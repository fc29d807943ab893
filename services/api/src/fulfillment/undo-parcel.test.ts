import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let requests: ReturnType<typeof parcelRequests>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ stock: 10 }] })
  requests = parcelRequests(api, await headersOf(api, shop, 'FULFILLMENT'))
}, 60_000)
afterAll(() => api.stop())

const paidOrder = (options: { quantity?: number } = {}) =>
  insertTestOrder(api, shop, { status: 'PAID', ...options })
const stock = async () => {
  const [row] = await queryInShop<Record<string, number>>(
    api,
    shop,
    'select on_hand, reserved, available from stock',
  )
  return row
}

describe('taking a parcel back', () => {
  test('puts its items back on hand and in reserve, and they can be shipped again', async () => {
    const { code } = await paidOrder({ quantity: 2 })
    const before = await stock()
    const { parcels } = await requests.send('markShipped', { orderCode: code })
    const parcelId = parcels[0]?.id
    const undone = await requests.send('undoParcel', { parcelId })
    expect(undone).toMatchObject({ fulfillment: 'UNFULFILLED', isPartlyShipped: false, parcels: [] })
    expect(undone.timeline.map(({ kind }) => kind)).toEqual(['SHIPPED', 'PARCEL_UNDONE'])
    expect(await stock()).toEqual(before)
    const movements = await queryInShop(
      api,
      shop,
      'select reason, delta from stock_movement where order_code = $1 order by id',
      code,
    )
    expect(movements).toEqual([
      { reason: 'SHIPPED', delta: -2 },
      { reason: 'CORRECTION', delta: 2 },
    ])
    expect(await requests.codes('undoParcel', { parcelId })).toEqual(['NOT_FOUND'])
    expect(await requests.codes('markShipped', { orderCode: code })).toEqual([])
  })

  test('by two people at once puts them back once', async () => {
    const { code } = await paidOrder({ quantity: 2 })
    const before = await stock()
    const { parcels } = await requests.send('markShipped', { orderCode: code })
    const undo = () => requests.codes('undoParcel', { parcelId: parcels[0]?.id })
    const answers = await Promise.all([undo(), undo(), undo()])
    expect(answers.sort()).toEqual([[], ['NOT_FOUND'], ['NOT_FOUND']])
    expect(await stock()).toEqual(before)
  })

  test('is refused once it was delivered', async () => {
    const { code } = await paidOrder()
    const { parcels } = await requests.send('markShipped', { orderCode: code })
    const parcelId = parcels[0]?.id
    await requests.send('markParcelDelivered', { parcelId })
    expect(await requests.codes('undoParcel', { parcelId })).toEqual(['PARCEL_ALREADY_DELIVERED'])
  })
})

test('a wrong tracking number is corrected', async () => {
  const { code, lineIds } = await paidOrder()
  const lines = [{ lineId: lineIds[0], quantity: 1 }]
  const shipped = await requests.send('shipParcel', {
    orderCode: code,
    lines,
    carrier: 'DHL',
    trackingNumber: '1',
  })
  const parcelId = shipped.parcels[0]?.id
  const changed = await requests.send('changeParcel', {
    parcelId,
    carrier: 'Vélo & Cie',
    trackingNumber: 'V1',
    trackingUrl: 'https://velo.example/V1',
  })
  expect(changed.parcels).toMatchObject([
    {
      carrier: 'Vélo & Cie',
      carrierCode: null,
      trackingNumber: 'V1',
      trackingUrl: 'https://velo.example/V1',
    },
  ])
  expect(changed.timeline.map(({ message }) => message)).toEqual([
    'Commande expédiée par Vélo & Cie',
    'Transporteur ou suivi corrigé',
  ])
  expect(await requests.codes('changeParcel', { parcelId, trackingNumber: '#' })).toEqual([
    'TRACKING_NUMBER_INVALID',
  ])
})

test('a correction of a parcel that somebody else corrected meanwhile is refused with what is stored, or overwrites knowingly', async () => {
  const { code, lineIds } = await paidOrder()
  const lines = [{ lineId: lineIds[0], quantity: 1 }]
  const shipped = await requests.send('shipParcel', { orderCode: code, lines, trackingNumber: 'A1' })
  const { id: parcelId, version } = shipped.parcels[0] ?? { id: '', version: 0 }
  const byColleague = await requests.send('changeParcel', { parcelId, version, trackingNumber: 'B2' })
  const { data } = await requests.ask('changeParcel', { parcelId, version, trackingNumber: 'C3' })
  expect(data?.answer.userErrors).toMatchObject([{ code: 'PARCEL_CHANGED_MEANWHILE', field: ['version'] }])
  expect(data?.answer.order?.parcels).toMatchObject([{ trackingNumber: 'B2', version: version + 1 }])
  await requests.send('changeParcel', {
    parcelId,
    version: byColleague.parcels[0]?.version,
    trackingNumber: 'C3',
  })
  const overwritten = await requests.send('changeParcel', { parcelId, trackingNumber: 'D4' })
  expect(overwritten.parcels).toMatchObject([{ trackingNumber: 'D4', version: version + 3 }])
})

test('a parcel of an order whose variant was deleted meanwhile is shipped and taken back', async () => {
  const own = await createShop(api)
  const ownRequests = parcelRequests(api, await headersOf(api, own, 'FULFILLMENT'))
  const { code } = await insertTestOrder(api, own, { status: 'PAID' })
  await executeInShop(api, own, 'delete from variant')
  const { parcels } = await ownRequests.send('markShipped', { orderCode: code })
  await ownRequests.send('undoParcel', { parcelId: parcels[0]?.id })
})
