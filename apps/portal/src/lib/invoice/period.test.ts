import { describe, expect, it } from 'vitest'
import { monthOf, readPeriod, writePeriod } from './period.ts'

const now = new Date('2028-02-10T12:00:00Z')
const month = { since: '2028-02-01', until: '2028-02-29' }

describe('a period', () => {
  it('is read from the query that it was written to', () => {
    const period = { since: '2026-01-31', until: '2026-02-01' }
    expect(readPeriod(new URLSearchParams(writePeriod(period)), now)).toEqual(period)
  })

  it.each(['', 'since=2026-02-01', 'since=2026-02-30&until=2026-03-01', 'since=2026-02-02&until=2026-02-01'])(
    'is the current month for %j',
    (query) => expect(readPeriod(new URLSearchParams(query), now)).toEqual(month),
  )

  it('of December ends with the year', () => {
    expect(monthOf(new Date('2026-12-31T23:59:59Z'))).toEqual({ since: '2026-12-01', until: '2026-12-31' })
  })
})
