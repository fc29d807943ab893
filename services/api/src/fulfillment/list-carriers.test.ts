import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { parcelRequests } from '../../test/parcel.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
let requests: ReturnType<typeof parcelRequests>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ stock: 10 }] })
  headers = await headersOf(api, shop, 'FULFILLMENT')
  requests = parcelRequests(api, headers)
}, 60_000)
afterAll(() => api.stop())

const paidOrder = () => insertTestOrder(api, shop, { status: 'PAID' })

test('packing slips come in the order of the codes, each once', async () => {
  const codes = [(await paidOrder()).code, (await paidOrder()).code]
  for (const orderCode of codes) await requests.send('markShipped', { orderCode })
  const { data } = await merchant<{
    packingSlips: {
      sender: string[]
      slips: { language: string; order: { code: string; parcels: object[]; shippableLines: object[] } }[]
    }
  }>(
    api,
    `query ($codes: [String!]!) {
      packingSlips(codes: $codes) { sender slips { language order { code parcels { id } shippableLines { id } } } }
    }`,
    { codes: [...codes.toReversed(), 'NONE', codes[0]] },
    headers,
  )
  const { sender, slips } = data.packingSlips
  expect(sender[0]).toBe(`Shop ${shop.slug}`)
  expect(slips.map(({ order: { code } }) => code)).toEqual(codes.toReversed())
  for (const { language, order } of slips) {
    expect(language).toBe('FR')
    expect([order.parcels.length, order.shippableLines.length]).toEqual([1, 1])
  }
})

test('the carriers that the shop used come first', async () => {
  const own = await createShop(api)
  const as = await headersOf(api, own, 'FULFILLMENT')
  const list = async () => {
    const { data } = await merchant<{
      carriers: { code: string | null; name: string; lastUsedAt: string | null }[]
    }>(api, '{ carriers { code name lastUsedAt } }', {}, as)
    return data.carriers
  }
  expect((await list())[0]).toEqual({ code: 'COLISSIMO', name: 'Colissimo', lastUsedAt: null })
  for (const carrier of ['GLS', 'Vélo & Cie', 'DHL', 'GLS']) {
    const { code, lineIds } = await insertTestOrder(api, own, { status: 'PAID' })
    const lines = [{ lineId: lineIds[0], quantity: 1 }]
    await parcelRequests(api, as).send('shipParcel', { orderCode: code, lines, carrier })
  }
  const found = await list()
  expect(found.slice(0, 4).map(({ code, name }) => [code, name])).toEqual([
    ['GLS', 'GLS'],
    ['DHL', 'DHL'],
    [null, 'Vélo & Cie'],
    ['COLISSIMO', 'Colissimo'],
  ])
  expect(found.filter(({ code }) => code === 'GLS')).toHaveLength(1)
})
