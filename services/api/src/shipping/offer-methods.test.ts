import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CatalogShippingMethod, CatalogShippingZone } from '../catalog/catalog.ts'
import { destinationOf } from './destination.ts'
import { findZone } from './find-zone.ts'
import { deliveryPrice, offerMethods } from './offer-methods.ts'

const zone = (id: string, countries: string[], ...postalPrefixes: string[]): CatalogShippingZone => ({
  id,
  countries,
  postalPrefixes,
})

describe('the zone of an address', () => {
  const zones = [
    zone('world', []),
    zone('mainland', ['FR', 'MC']),
    zone('corsica', ['FR'], '20'),
    zone('bastia', ['FR'], '202'),
    zone('overseas', ['GP', 'RE']),
    zone('paris', ['FR'], '75'),
    zone('jersey', ['JE']),
    zone('britain', ['GB']),
  ]
  test.each([
    ['FR', '69001', 'mainland'],
    ['FR', null, 'mainland'],
    ['MC', '98000', 'mainland'],
    ['FR', '98000', 'mainland'],
    ['FR', '20000', 'corsica'],
    ['FR', '20 200', 'bastia'],
    ['FR', '75002', 'paris'],
    ['FR', '97400', 'overseas'],
    ['RE', '97400', 'overseas'],
    ['FR', '97100', 'overseas'],
    // Saint-Barthélemy and Saint-Martin have postcodes of Guadeloupe, but are not part of it.
    ['FR', '97133', 'world'],
    ['FR', '97150', 'world'],
    ['FR', '97600', 'world'],
    ['GB', 'je2 3ab', 'jersey'],
    ['GB', 'SW1A 1AA', 'britain'],
    ['US', '10001', 'world'],
  ])('%s %s is in %s', (countryCode, postalCode, expected) => {
    expect(findZone(zones, destinationOf(countryCode, postalCode))?.id).toBe(expected)
  })

  test.each([
    ['974', 'FR', '97400', true],
    ['974', 'RE', '97400', true],
    ['974', 'RE', null, true],
    ['974', 'FR', '97600', false],
    ['974', 'MQ', '97200', false],
    ['97', 'FR', '97200', true],
    ['97', 'YT', '97600', true],
    // The suburbs of Paris, not Réunion.
    ['9', 'FR', '97400', false],
    ['9', 'FR', '92100', true],
    ['98', 'FR', '98000', true],
  ])('a zone of FR limited to %s contains %s %s: %s', (prefix, countryCode, postalCode, isInside) => {
    const found = findZone([zone('limited', ['FR'], prefix)], destinationOf(countryCode, postalCode))
    expect(found !== undefined).toBe(isInside)
  })

  test('a zone of FR without postcodes does not contain its overseas departments', () => {
    expect(findZone([zone('mainland', ['FR'])], destinationOf('FR', '97400'))).toBeUndefined()
  })

  test('does not depend on the order of the zones', () => {
    const addresses = fc.tuple(
      fc.constantFrom('FR', 'GB', 'RE', 'US'),
      fc.constantFrom(null, '20200', '75002', '97400', 'JE2'),
    )
    fc.assert(
      fc.property(
        fc.shuffledSubarray(zones, { minLength: zones.length }),
        addresses,
        (shuffled, [country, code]) => {
          const destination = destinationOf(country, code)
          expect(findZone(shuffled, destination)).toBe(findZone(zones, destination))
        },
      ),
    )
  })

  test('is missing where the shop does not deliver', () => {
    expect(findZone([zone('corsica', ['FR'], '20')], destinationOf('FR', '75002'))).toBeUndefined()
  })
})

const method = (fields: Partial<CatalogShippingMethod>): CatalogShippingMethod => ({
  id: 'm',
  zoneId: 'z',
  name: 'Method',
  description: null,
  kind: 'FLAT',
  price: 0,
  tiers: [],
  freeFrom: null,
  pickupAddress: null,
  openingHours: null,
  taxCategory: null,
  ...fields,
})
const limited = [
  { upTo: 1000, price: 500 },
  { upTo: 5000, price: 900 },
]
const unlimited = [...limited, { upTo: null, price: 2000 }]

describe('the price of a parcel', () => {
  test.each([
    ['flat', method({ price: 490 }), 99_999, 0, 490],
    ['flat, free from', method({ price: 490, freeFrom: 8000 }), 0, 8000, 0],
    ['flat, a cent below', method({ price: 490, freeFrom: 8000 }), 0, 7999, 490],
    ['by weight, at a limit', method({ kind: 'BY_WEIGHT', tiers: limited }), 1000, 0, 500],
    ['by weight, above a limit', method({ kind: 'BY_WEIGHT', tiers: limited }), 1001, 0, 900],
    ['by weight, too heavy', method({ kind: 'BY_WEIGHT', tiers: limited }), 5001, 0, null],
    [
      'by weight, too heavy and free',
      method({ kind: 'BY_WEIGHT', tiers: limited, freeFrom: 1 }),
      5001,
      10,
      null,
    ],
    ['by weight, no last limit', method({ kind: 'BY_WEIGHT', tiers: unlimited }), 5001, 0, 2000],
    ['by weight, weightless', method({ kind: 'BY_WEIGHT', tiers: limited }), 0, 99_999, 500],
    ['by value', method({ kind: 'BY_VALUE', tiers: limited }), 99_999, 1000, 500],
    ['by value, dear', method({ kind: 'BY_VALUE', tiers: unlimited }), 0, 5001, 2000],
    ['pickup', method({ kind: 'PICKUP', zoneId: null }), 99_999, 99_999, 0],
  ])('%s', (_, priced, weightGrams, value, expected) => {
    expect(deliveryPrice(priced, { weightGrams, value })).toBe(expected)
  })

  test('is that of the first tier that the parcel fits, whatever the tiers', () => {
    const tiersOf = fc
      .uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 })
      .map((limits) => limits.sort((a, b) => a - b).map((upTo) => ({ upTo, price: upTo * 7 })))
    fc.assert(
      fc.property(tiersOf, fc.integer({ min: 0, max: 120 }), (tiers, weightGrams) => {
        const fitting = tiers.filter(({ upTo }) => upTo >= weightGrams).map(({ price }) => price)
        const price = deliveryPrice(method({ kind: 'BY_WEIGHT', tiers }), { weightGrams, value: 0 })
        expect(price).toBe(fitting.length > 0 ? Math.min(...fitting) : null)
      }),
    )
  })
})

test('pickup is offered everywhere, and the methods of a zone only there', () => {
  const rules = {
    zones: [zone('france', ['FR'])],
    methods: [
      method({ id: 'post', zoneId: 'france', price: 490 }),
      method({ id: 'small', zoneId: 'france', kind: 'BY_WEIGHT', tiers: limited }),
      method({ id: 'shop', zoneId: null, kind: 'PICKUP' }),
    ],
  }
  const offered = (countryCode: string, weightGrams: number) =>
    offerMethods(rules, destinationOf(countryCode, null), { weightGrams, value: 0 }).map(({ id }) => id)
  expect(offered('FR', 100)).toEqual(['post', 'small', 'shop'])
  expect(offered('FR', 9000)).toEqual(['post', 'shop'])
  expect(offered('DE', 100)).toEqual(['shop'])
})
