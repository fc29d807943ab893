import { expect, test } from 'vitest'
import { isRated, rateOn, RATES, type RatedTerritory, type TerritoryRates } from './rates.ts'
import { TaxCategory } from './tax-category.ts'
import { MEMBER_STATES } from './tax-territory.ts'

test('the rates of every member state are known', () => {
  expect([...MEMBER_STATES].filter((state) => !isRated(state))).toEqual([])
  expect(MEMBER_STATES.size).toBe(27)
})

test('every row has a source, dates in ascending order, and no reduced rate above the standard one or for a category listed as unsure', () => {
  for (const [territory, rates] of Object.entries<TerritoryRates>(RATES)) {
    expect(rates.source, territory).not.toBe('')
    for (const category of Object.values(TaxCategory)) {
      const dates = (rates[category] ?? []).map(([validFrom]) => validFrom)
      expect(dates, `${territory} ${category}`).toEqual([...new Set(dates)].sort())
      for (const day of dates)
        expect(rateOn(territory as RatedTerritory, category, day)).toBeLessThanOrEqual(
          rateOn(territory as RatedTerritory, TaxCategory.STANDARD, day),
        )
    }
    for (const category of rates.unsure ?? [])
      expect(rates[category], `${territory} ${category}`).toBeUndefined()
  }
})

test.each([
  ['EE', 'STANDARD', '2025-06-30', 2200],
  ['EE', 'STANDARD', '2025-07-01', 2400],
  ['RO', 'STANDARD', '2025-07-31', 1900],
  ['RO', 'FOOD', '2025-08-01', 1100],
  ['SK', 'STANDARD', '2025-01-01', 2300],
  ['FI', 'FOOD', '2025-12-31', 1400],
  ['FI', 'FOOD', '2026-01-01', 1350],
  ['SE', 'FOOD', '2026-04-01', 600],
  ['SE', 'FOOD', '2028-01-01', 1200],
  ['LU', 'STANDARD', '2023-06-15', 1600],
  ['DE', 'ART', '2025-01-01', 700],
  ['FR', 'STANDARD', '2026-11-29', 2000],
  ['FR', 'PREPARED_FOOD', '2026-11-29', 1000],
  ['FR', 'BOOKS', '2026-11-29', 550],
  ['FR', 'PRESS', '2026-11-29', 210],
  ['FR', 'STANDARD', '2014-01-01', 2000],
  ['DK', 'BOOKS', '2026-11-29', 2500],
  ['CZ', 'BOOKS', '2026-11-29', 0],
] as const)('%s, %s, on %s: %d basis points', (territory, category, day, basisPoints) =>
  expect(rateOn(territory, TaxCategory[category], day)).toBe(basisPoints),
)
