import { describe, expect, it } from 'vitest'
import { countriesIn } from './countries.ts'

describe('countriesIn', () => {
  it("begins with the shop's own, then goes by name", () => {
    const [first, second] = countriesIn('fr', 'FR')
    expect(first).toEqual({ code: 'FR', name: 'France' })
    expect(second?.code).toBe('DE')
    expect(countriesIn('en', 'GB')[0]?.name).toBe('United Kingdom')
  })
  it('knows a shop of a country not listed', () => {
    expect(countriesIn('en', 'BR')[0]).toEqual({ code: 'BR', name: 'Brazil' })
  })
})
