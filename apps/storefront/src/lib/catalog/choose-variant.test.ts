import { expect, test } from 'vitest'
import { firstVariant, stateOfValue, variantOf, variantWithValue } from './choose-variant.ts'

const variant = (id: string, availableQuantity: number, ...optionValues: string[]) => ({
  id,
  availableQuantity,
  optionValues,
})
/** There is no large one in oak. */
const variants = [
  variant('small oak', 0, 'S', 'Oak'),
  variant('small ash', 3, 'S', 'Ash'),
  variant('large ash', 2, 'L', 'Ash'),
  variant('large elm', 0, 'L', 'Elm'),
]

test('the first variant in stock is chosen at first, or the first one if none is', () => {
  expect(firstVariant(variants)?.id).toBe('small ash')
  expect(firstVariant(variants.slice(0, 1))?.id).toBe('small oak')
  expect(firstVariant([])).toBeUndefined()
})

test('a combination of values is a variant, or none', () => {
  expect(variantOf(variants, ['L', 'Ash'])?.id).toBe('large ash')
  expect(variantOf(variants, ['L', 'Oak'])).toBeUndefined()
})

test('each value is available, sold out, or cannot be combined with what is chosen', () => {
  const states = (chosen: string[], place: number, values: string[]) =>
    values.map((value) => stateOfValue(variants, chosen, place, value))
  expect(states(['S', 'Ash'], 1, ['Oak', 'Ash', 'Elm'])).toEqual(['sold out', 'available', 'not combinable'])
  expect(states(['S', 'Oak'], 0, ['S', 'L'])).toEqual(['sold out', 'not combinable'])
})

test('choosing a value keeps the others where that is a variant, and else as many of them as possible', () => {
  expect(variantWithValue(variants, ['S', 'Ash'], 0, 'L')?.id).toBe('large ash')
  expect(variantWithValue(variants, ['S', 'Ash'], 1, 'Oak')?.id).toBe('small oak')
  // Not in elm: in the first kind that is in stock.
  expect(variantWithValue(variants, ['L', 'Elm'], 0, 'S')?.id).toBe('small ash')
  expect(variantWithValue(variants, ['S', 'Ash'], 1, 'Elm')?.id).toBe('large elm')
})
