import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PriceFingerprint } from './price-fingerprint.ts'

const variants = fc
  .uniqueArray(fc.record({ id: fc.uuid(), amount: fc.nat() }), { selector: ({ id }) => id, minLength: 1 })
  .map((list) => list.map(({ id, amount }) => ({ id, price: { amount } })))

type Priced = Parameters<PriceFingerprint['add']>[0]
const fingerprintOf = (list: Priced[]): string =>
  list.reduce((fingerprint, variant) => fingerprint.add(variant), new PriceFingerprint()).toString()

test('is the same for the same variants and prices in any order', () => {
  fc.assert(fc.property(variants, (list) => fingerprintOf(list) === fingerprintOf(list.toReversed())))
})

test('differs when a price differs, and when a variant is missing', () => {
  fc.assert(
    fc.property(variants, fc.integer({ min: 1, max: 1000 }), ([first, ...others], difference) => {
      const changed = { id: first!.id, price: { amount: first!.price.amount + difference } }
      const all = [
        fingerprintOf([first!, ...others]),
        fingerprintOf([changed, ...others]),
        fingerprintOf(others),
      ]
      expect(new Set(all).size).toBe(3)
    }),
  )
})

test('after a variant was subtracted is that of the others', () => {
  fc.assert(
    fc.property(variants, ([first, ...others]) => {
      const fingerprint = new PriceFingerprint()
      for (const variant of [first!, ...others]) fingerprint.add(variant)
      expect(fingerprint.subtract(first!).toString()).toBe(fingerprintOf(others))
    }),
  )
})
