import { expect, test } from 'vitest'
import { nameOfItem, shownVariantName } from './variant-name.ts'

test('the only variant of a product has no name that buyers see', () => {
  expect(shownVariantName('Standard')).toBe('')
  expect(shownVariantName('Deluxe')).toBe('Deluxe')
  expect(shownVariantName('Standard', ['Standard'])).toBe('Standard')
})

test('an item is named by its product, and by its variant if that says more', () => {
  const product = { name: 'Lampe' }
  expect(nameOfItem({ name: 'Standard', optionValues: [], product })).toBe('Lampe')
  expect(nameOfItem({ name: 'Laiton / M', optionValues: ['Laiton', 'M'], product })).toBe(
    'Lampe – Laiton / M',
  )
})
