import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { connectAsWorker, processPendingEvents } from '../../test/events.ts'
import { headersOf } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

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

const paidOrder = (options: { lines?: number; quantity?: number } = {}) =>
  insertTestOrder(api, shop, { status: 'PAID', ...options })
const stock = async () => {
  const [row] = await queryInShop<Record<string, number>>(
    api,
    shop,
    'select on_hand, reserved, available from stock',
  )
  return row
}
const mailsOf = (orderId: string) =>
  queryInShop<{ kind: string; details: object }>(
    api,
    shop,
    'select kind, details from mail where order_id = $1 order by id',
    orderId,
  )

describe('shipping a part of an order', () => {
  test('leaves the order unfulfilled with the rest to ship, and the last parcel ships it', async () => {
    const { code, lineIds } = await paidOrder({ lines: 2, quantity: 3 })
    const [first, second] = lineIds
    const before = await stock()
    const partly = await requests.send('shipParcel', {
      orderCode: code,
      lines: [
        { lineId: first, quantity: 1 },
        { lineId: second, quantity: 3 },
      ],
      carrier: 'Colissimo',
      trackingNumber: '6a12345678901',
    })
    expect(partly).toMatchObject({
      fulfillment: 'UNFULFILLED',
      isPartlyShipped: true,
      shippableLines: [
        { id: first, ordered: 3, remaining: 2 },
        { id: second, ordered: 3, remaining: 0 },
      ],
    })
    expect(partly.parcels).toMatchObject([
      {
        carrier: 'Colissimo',
        carrierCode: 'COLISSIMO',
        trackingNumber: '6A12345678901',
        trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901',
        deliveredAt: null,
        lines: [
          { productName: 'Bol', quantity: 1 },
          { productName: 'Bol', quantity: 3 },
        ],
      },
    ])
    expect(partly.timeline.at(-1)?.message).toBe('Colis expédié par Colissimo\u00a0: 4 articles sur 6')
    expect(await stock()).toEqual({
      on_hand: (before?.on_hand ?? 0) - 4,
      reserved: (before?.reserved ?? 0) - 4,
      available: before?.available,
    })

    const whole = await requests.send('markShipped', { orderCode: code })
    expect(whole).toMatchObject({ fulfillment: 'SHIPPED', isPartlyShipped: false })
    expect(whole.parcels.map(({ lines }) => lines)).toEqual([
      [
        { productName: 'Bol', quantity: 1 },
        { productName: 'Bol', quantity: 3 },
      ],
      [{ productName: 'Bol', quantity: 2 }],
    ])
    expect(await requests.codes('markShipped', { orderCode: code })).toEqual(['ORDER_NOT_SHIPPABLE'])
  })

  test('counts a line that is named twice with the sum', async () => {
    const { code, lineIds } = await paidOrder({ quantity: 3 })
    const line = { lineId: lineIds[0], quantity: 2 }
    expect(await requests.codes('shipParcel', { orderCode: code, lines: [line, line] })).toEqual([
      'QUANTITY_NOT_LEFT',
    ])
    const half = { ...line, quantity: 1 }
    const order = await requests.send('shipParcel', { orderCode: code, lines: [half, half] })
    expect(order.parcels[0]?.lines).toEqual([{ productName: 'Bol', quantity: 2 }])
  })

  test('by two people at once ships the last item once', async () => {
    const { code, lineIds } = await paidOrder()
    const ship = () =>
      requests.codes('shipParcel', { orderCode: code, lines: [{ lineId: lineIds[0], quantity: 1 }] })
    const before = await stock()
    const answers = await Promise.all(Array.from({ length: 6 }, ship))
    expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1)
    expect(new Set(answers.flat())).toEqual(new Set(['ORDER_NOT_SHIPPABLE']))
    expect((await stock())?.on_hand).toBe((before?.on_hand ?? 0) - 1)
  })
})

describe('shipping is refused', () => {
  test.each([
    ['no line', () => [], 'REQUIRED', ['lines']],
    [
      'none of a line',
      (id: string) => [{ lineId: id, quantity: 0 }],
      'QUANTITY_NOT_LEFT',
      ['lines', '0', 'quantity'],
    ],
    [
      'a negative quantity',
      (id: string) => [{ lineId: id, quantity: -1 }],
      'QUANTITY_NOT_LEFT',
      ['lines', '0', 'quantity'],
    ],
    [
      'more than was ordered',
      (id: string) => [{ lineId: id, quantity: 2 }],
      'QUANTITY_NOT_LEFT',
      ['lines', '0', 'quantity'],
    ],
    ['what is no id', () => [{ lineId: 'none', quantity: 1 }], 'NOT_FOUND', ['lines', '0', 'lineId']],
  ] as const)('of %s', async (_name, lines, code, field) => {
    const order = await paidOrder()
    const { data } = await requests.ask('shipParcel', {
      orderCode: order.code,
      lines: lines(order.lineIds[0] ?? ''),
    })
    expect(data?.answer).toEqual({ order: null, userErrors: [{ code, field }] })
  })

  test('of a line of another order', async () => {
    const [order, other] = [await paidOrder(), await paidOrder()]
    const lines = [{ lineId: other.lineIds[0], quantity: 1 }]
    expect(await requests.codes('shipParcel', { orderCode: order.code, lines })).toEqual(['NOT_FOUND'])
  })

  test('of an order that is not paid, even if it was said to be', async () => {
    for (const status of ['PENDING_PAYMENT', 'AWAITING_CERTIFICATION', 'CANCELLED', 'EXPIRED']) {
      const order = await insertTestOrder(api, shop, { status })
      const lines = [{ lineId: order.lineIds[0], quantity: 1 }]
      expect(await requests.codes('shipParcel', { orderCode: order.code, lines })).toEqual([
        'ORDER_NOT_SHIPPABLE',
      ])
    }
  })

  test('with a card number as tracking number, which is not echoed', async () => {
    const order = await paidOrder()
    const lines = [{ lineId: order.lineIds[0], quantity: 1 }]
    const { data } = await requests.ask('shipParcel', {
      orderCode: order.code,
      lines,
      trackingNumber: '4242 4242 4242 4242',
    })
    expect(data?.answer.userErrors).toEqual([{ code: 'CARD_NUMBER_NOT_ALLOWED', field: ['trackingNumber'] }])
    expect(JSON.stringify(data)).not.toContain('4242')
  })

  test('to a member without the permission', async () => {
    const order = await paidOrder()
    const certifier = parcelRequests(api, await headersOf(api, shop, 'CERTIFIER'))
    const { errors } = await certifier.ask('markShipped', { orderCode: order.code })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })
})

describe('the mail to the buyer', () => {
  test('is written for each parcel, unless the member unticks it', async () => {
    const { id, code, lineIds } = await paidOrder({ quantity: 2 })
    const lines = [{ lineId: lineIds[0], quantity: 1 }]
    await requests.send('shipParcel', { orderCode: code, lines, notifyBuyer: false })
    await processPendingEvents(api, shop)
    expect(await mailsOf(id)).toEqual([])
    const { parcels } = await requests.send('shipParcel', { orderCode: code, lines })
    await processPendingEvents(api, shop)
    expect(await mailsOf(id)).toEqual([{ kind: 'PARCEL_SHIPPED', details: { parcelId: parcels[1]?.id } }])
  })
})
