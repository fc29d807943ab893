import { expect, it } from 'vitest'
import { listCountries } from './countries.ts'

it("lists the shop's own country first, then all others by name", () => {
  const [first, ...others] = listCountries('fr', 'FR')
  expect(first).toEqual({ code: 'FR', name: 'France' })
  const names = others.map(({ name }) => name)
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'fr')))
  expect(names).not.toContain('France')
  expect(others.find(({ code }) => code === 'DE')?.name).toBe('Allemagne')
  expect(others.length).toBeGreaterThan(240)
})

it('names countries in the requested language', () => {
  expect(listCountries('en', 'GB')[0]).toEqual({ code: 'GB', name: 'United Kingdom' })
})
