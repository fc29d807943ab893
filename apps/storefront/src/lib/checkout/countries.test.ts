import { expect, it } from 'vitest'
import type { Country } from '#lib/api/documents/delivery.ts'
import { nameCountries } from './countries.ts'

const countries: Country[] = [
  { code: 'DE', postalCode: 'REQUIRED' },
  { code: 'FR', postalCode: 'REQUIRED' },
  { code: 'AX', postalCode: 'REQUIRED' },
  { code: 'HK', postalCode: 'NONE' },
]

it("names countries in the requested language: the shop's own first, then the others by name", () => {
  expect(nameCountries(countries, 'fr', 'FR').map(({ name }) => name)).toEqual([
    'France',
    'Allemagne',
    'Îles Åland',
    'R.A.S. chinoise de Hong Kong',
  ])
  expect(nameCountries(countries, 'en', 'HK')[0]).toEqual({
    code: 'HK',
    name: 'Hong Kong SAR China',
    postalCode: 'NONE',
  })
})
