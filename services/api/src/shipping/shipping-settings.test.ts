import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder, address } from '../../test/checkout.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { saveShippingMethod, saveShippingZone, type SavedShipping } from '../../test/shipping.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let manager: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
})
beforeEach(async () => {
  shop = await createShop(api, { variants: [{ price: 4000 }] })
  manager = await headersOf(api, shop, 'MANAGER')
})
afterAll(() => api.stop())

const saveZone = (input: Record<string, unknown>) => saveShippingZone(api, manager, input)
const saveMethod = (input: Record<string, unknown>) => saveShippingMethod(api, manager, input)

async function read() {
  const { data } = await merchant<{ shippingSettings: { zones: unknown[]; pickupPoints: unknown[] } }>(
    api,
    `{ shippingSettings {
      zones { name countries postalPrefixes methods { name kind price { amount } tiers { upTo price { amount } } freeFrom { amount } enabled } }
      pickupPoints { name pickupAddress openingHours } } }`,
    {},
    manager,
  )
  return data.shippingSettings
}

/** What a buyer with `quantity` of the product is offered there: names and prices. */
async function offeredTo(countryCode: string, postalCode: string | null = null, quantity = 1) {
  await api.app.catalogs.invalidateAll()
  const buyer = await buyerWithCart(api, shop, [quantity])
  const { data } = await buyer.request<{ shippingMethods: { name: string; price: { amount: number } }[] }>(
    'query ($c: String!, $p: String) { shippingMethods(countryCode: $c, postalCode: $p) { name price { amount } } }',
    { c: countryCode, p: postalCode },
  )
  return data.shippingMethods.map(({ name, price }) => `${name} ${price.amount}`)
}

test('a merchant sets up zones, methods and pickup, and buyers are offered what applies to them', async () => {
  await saveZone({ id: shop.shippingZoneId, name: 'France', countries: ['fr', 'MC'] })
  const { zone: corsica } = await saveZone({
    name: 'Corse',
    countries: ['FR'],
    postalPrefixes: ['20', ' 2 0 ', 'FR-20'],
  })
  const { zone: overseas } = await saveZone({ name: 'Outre-mer', countries: ['RE', 'GP'] })
  await saveMethod({ zoneId: corsica!.id, name: 'Ferry', kind: 'FLAT', price: 900, freeFrom: 12_000 })
  await saveMethod({
    zoneId: overseas!.id,
    name: 'Avion',
    kind: 'BY_VALUE',
    tiers: [
      { upTo: 5000, price: 2000 },
      { upTo: 9000, price: 3000 },
    ],
  })
  await saveMethod({
    name: 'Retrait',
    kind: 'PICKUP',
    pickupAddress: '1 rue du Port',
    openingHours: '9 h – 18 h',
  })
  expect(await read()).toEqual({
    zones: [
      {
        name: 'Corse',
        countries: ['FR'],
        postalPrefixes: ['20'],
        methods: [
          {
            name: 'Ferry',
            kind: 'FLAT',
            price: { amount: 900 },
            tiers: [],
            freeFrom: { amount: 12_000 },
            enabled: true,
          },
        ],
      },
      expect.objectContaining({ name: 'France', countries: ['FR', 'MC'], postalPrefixes: [] }),
      expect.objectContaining({
        name: 'Outre-mer',
        methods: [
          expect.objectContaining({
            tiers: [
              { upTo: 5000, price: { amount: 2000 } },
              { upTo: 9000, price: { amount: 3000 } },
            ],
          }),
        ],
      }),
    ],
    pickupPoints: [{ name: 'Retrait', pickupAddress: '1 rue du Port', openingHours: '9 h – 18 h' }],
  })
  expect(await offeredTo('FR', '75002')).toEqual(['Colissimo 490', 'Retrait 0'])
  expect(await offeredTo('FR', '20200')).toEqual(['Ferry 900', 'Retrait 0'])
  expect(await offeredTo('FR', '20200', 3)).toEqual(['Ferry 0', 'Retrait 0'])
  expect(await offeredTo('FR', '97400', 2)).toEqual(['Avion 3000', 'Retrait 0'])
  expect(await offeredTo('RE', null, 3)).toEqual(['Retrait 0'])
  expect(await offeredTo('US')).toEqual(['Retrait 0'])
})

test('the price by weight counts every unit, at the quote and in the order', async () => {
  shop = await createShop(api, { variants: [{ weightGrams: 400 }, {}] })
  manager = await headersOf(api, shop, 'MANAGER')
  const tiers = [
    { upTo: 800, price: 500 },
    { upTo: 1200, price: 900 },
  ]
  const { method } = await saveMethod({
    zoneId: shop.shippingZoneId,
    name: 'Poids',
    kind: 'BY_WEIGHT',
    tiers,
  })
  expect(await offeredTo('FR', null, 2)).toContain('Poids 500')
  expect(await offeredTo('FR', null, 3)).toContain('Poids 900')
  expect(await offeredTo('FR', null, 4)).toEqual(['Colissimo 490'])
  const place = async (quantities: number[]) => {
    const buyer = await buyerWithCart(api, shop, quantities)
    return placeOrder(buyer, orderInput(shop, { shippingMethodId: method!.id }))
  }
  expect((await place([3, 9])).order).toMatchObject({ shippingTotal: { amount: 900 } })
  expect((await place([4])).userErrors).toMatchObject([{ code: 'SHIPPING_METHOD_NOT_AVAILABLE' }])
})

test('an order is refused where the shop does not deliver, and needs a method where it does', async () => {
  await saveZone({ id: shop.shippingZoneId, name: 'France', countries: ['FR'] })
  await api.app.catalogs.invalidateAll()
  const buyer = await buyerWithCart(api, shop, [1])
  const place = async (countryCode: string, overrides: object = {}) => {
    const input = orderInput(shop, { billingAddress: { ...address, countryCode, ...overrides } })
    const withoutMethod = { ...input, shippingMethodId: null }
    const codes = []
    for (const each of [withoutMethod, input])
      codes.push((await placeOrder(buyer, each)).userErrors[0]?.code ?? 'OK')
    return codes
  }
  expect(await place('BE', { postalCode: '1000' })).toEqual([
    'SHIPPING_METHOD_NOT_AVAILABLE',
    'SHIPPING_METHOD_NOT_AVAILABLE',
  ])
  expect(await place('FR', { postalCode: '97400' })).toEqual([
    'SHIPPING_METHOD_NOT_AVAILABLE',
    'SHIPPING_METHOD_NOT_AVAILABLE',
  ])
  expect(await place('FR')).toEqual(['REQUIRED', 'OK'])
})

test('a disabled or removed method is no longer offered', async () => {
  const base = { zoneId: shop.shippingZoneId, kind: 'FLAT', price: 100 }
  const { method: second } = await saveMethod({ ...base, name: 'Second' })
  await expect.poll(() => offeredTo('FR')).toEqual(['Colissimo 490', 'Second 100'])
  await saveMethod({ ...base, id: second!.id, name: 'Second', enabled: false })
  await expect.poll(() => offeredTo('FR')).toEqual(['Colissimo 490'])
  const { data } = await merchant<{ removeShippingMethod: SavedShipping }>(
    api,
    'mutation ($id: ID!) { removeShippingMethod(id: $id) { userErrors { code } } }',
    { id: shop.shippingMethodId },
    manager,
  )
  expect(data.removeShippingMethod.userErrors).toEqual([])
  await expect.poll(() => offeredTo('FR')).toEqual([])
})

test('methods are offered in the order that the merchant chose', async () => {
  const { method: second } = await saveMethod({
    zoneId: shop.shippingZoneId,
    name: 'Second',
    kind: 'FLAT',
    price: 100,
  })
  await merchant(
    api,
    'mutation ($zoneId: ID!, $ids: [ID!]!) { sortShippingMethods(zoneId: $zoneId, ids: $ids) { userErrors { code } } }',
    { zoneId: shop.shippingZoneId, ids: [second!.id, shop.shippingMethodId] },
    manager,
  )
  await expect.poll(() => offeredTo('FR')).toEqual(['Second 100', 'Colissimo 490'])
})

test('a change that is based on an outdated version is refused, and each change is audited', async () => {
  const zone = { id: shop.shippingZoneId, name: 'France', countries: ['FR'], version: 1 }
  expect((await saveZone(zone)).zone?.version).toBe(2)
  expect((await saveZone({ ...zone, name: 'FR' })).userErrors).toMatchObject([
    { code: 'SETTINGS_CHANGED_MEANWHILE' },
  ])
  const method = {
    id: shop.shippingMethodId,
    zoneId: shop.shippingZoneId,
    name: 'Colissimo',
    kind: 'FLAT',
    version: 1,
  }
  expect((await saveMethod({ ...method, price: 590 })).method?.version).toBe(2)
  expect((await saveMethod({ ...method, price: 690 })).userErrors).toMatchObject([
    { code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] },
  ])
  const audits = await queryInShop<{ action: string; subject: string }>(
    api,
    shop,
    "select action, subject from audit_entry where shop_id = $1 and action like 'save%' order by id",
    shop.id,
  )
  expect(audits.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'saveShippingZone Everywhere: name: Everywhere → France; countries: [] → ["FR"]',
    'saveShippingMethod Colissimo: price: 490 → 590',
  ])
})

test('the tester answers with the price for a parcel, without the methods that are disabled', async () => {
  const base = { zoneId: shop.shippingZoneId, name: 'Par poids', kind: 'BY_WEIGHT' }
  await saveMethod({
    ...base,
    tiers: [
      { upTo: 1000, price: 700 },
      { upTo: null, price: 1500 },
    ],
  })
  await saveMethod({ ...base, kind: 'FLAT', price: 1, name: 'Éteint', enabled: false })
  const { data } = await merchant<{ testShipping: unknown }>(
    api,
    '{ testShipping(countryCode: "FR", postalCode: "97400", weightGrams: 1200, value: 8000) { zoneName methods { name price { amount } } } }',
    {},
    manager,
  )
  expect(data.testShipping).toEqual({
    zoneName: 'Everywhere',
    methods: [
      { name: 'Colissimo', price: { amount: 490 } },
      { name: 'Par poids', price: { amount: 1500 } },
    ],
  })
})
