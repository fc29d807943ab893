import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf } from '../../test/member.ts'
import { saveShippingMethod, saveShippingZone } from '../../test/shipping.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let manager: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
})
beforeEach(async () => {
  shop = await createShop(api)
  manager = await headersOf(api, shop, 'MANAGER')
})
afterAll(() => api.stop())

const saveZone = (input: Record<string, unknown>) => saveShippingZone(api, manager, input)
const saveMethod = (input: Record<string, unknown>) => saveShippingMethod(api, manager, input)

test('every error of a zone is reported at once, at its field', async () => {
  await saveZone({ id: shop.shippingZoneId, name: 'France', countries: ['FR'] })
  await saveZone({ name: 'Corse', countries: ['FR'], postalPrefixes: ['20'] })
  const codesOf = async (input: Record<string, unknown>) =>
    (await saveZone({ name: 'Zone', ...input })).userErrors.map(
      ({ code, field }) => `${code} ${field?.join('.')}`,
    )
  expect(await codesOf({ name: ' ', countries: ['FR', 'XX'], postalPrefixes: ['20'] })).toEqual([
    'REQUIRED name',
    'COUNTRY_UNKNOWN countries.1',
    'POSTAL_CODES_NEED_ONE_COUNTRY postalPrefixes',
    'ZONE_OVERLAPS postalPrefixes',
  ])
  expect(await codesOf({ countries: ['BE', 'FR'] })).toEqual(['ZONE_OVERLAPS countries'])
  expect(await codesOf({ countries: ['FR'], postalPrefixes: ['—'] })).toEqual([
    'POSTAL_CODE_INVALID postalPrefixes',
  ])
  expect(await codesOf({ countries: ['FR'], postalPrefixes: ['974'] })).toEqual([])
  expect(await codesOf({ countries: ['RE'], postalPrefixes: ['974'] })).toEqual([
    'ZONE_OVERLAPS postalPrefixes',
  ])
  expect(await codesOf({ countries: [] })).toEqual([])
  const { userErrors } = await saveZone({ name: 'Zone', countries: [] })
  expect(userErrors[0]?.message).toMatch(/Zone.*reste du monde/)
})

test('every error of a method is reported at once, at its field', async () => {
  const codesOf = async (input: Record<string, unknown>) =>
    (await saveMethod({ zoneId: shop.shippingZoneId, name: 'Method', ...input })).userErrors.map(
      ({ code, field }) => `${code} ${field?.join('.')}`,
    )
  expect(await codesOf({ name: '', kind: 'FLAT', freeFrom: 0, zoneId: null })).toEqual([
    'REQUIRED name',
    'REQUIRED zoneId',
    'REQUIRED price',
    'AMOUNT_INVALID freeFrom',
  ])
  expect(await codesOf({ kind: 'FLAT', price: -1 })).toEqual(['AMOUNT_INVALID price'])
  expect(await codesOf({ kind: 'BY_WEIGHT' })).toEqual(['REQUIRED tiers'])
  const tiers = [
    { upTo: 500, price: 1 },
    { upTo: 500, price: -1 },
    { upTo: null, price: 1 },
    { upTo: 900, price: 1 },
  ]
  expect(await codesOf({ kind: 'BY_WEIGHT', tiers })).toEqual([
    'AMOUNT_INVALID tiers.1.price',
    'TIERS_NOT_ASCENDING tiers.1.upTo',
    'TIERS_NOT_ASCENDING tiers.2.upTo',
  ])
  expect(await codesOf({ kind: 'PICKUP' })).toEqual(['REQUIRED pickupAddress'])
})
