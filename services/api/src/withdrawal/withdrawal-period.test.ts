import { describe, expect, test } from 'vitest'
import { endOfPeriod, refundDeadline } from './withdrawal-period.ts'

const PARIS = { country: 'FR', timeZone: 'Europe/Paris' }
const endAfter = (deliveredAt: string, shop = PARIS) => endOfPeriod(new Date(deliveredAt), shop).toISOString()

describe('the period of withdrawal', () => {
  test('ends with the fourteenth day after the delivery, in the time zone of the shop', () => {
    expect(endAfter('2026-11-03T10:00:00Z')).toBe('2026-11-17T22:59:59.999Z')
    expect(endAfter('2026-11-03T23:30:00Z')).toBe('2026-11-18T22:59:59.999Z')
    expect(endAfter('2026-06-02T10:00:00Z')).toBe('2026-06-16T21:59:59.999Z')
  })

  test.each([
    ['a Saturday', '2026-11-07', '2026-11-23'],
    ['a Sunday', '2026-11-08', '2026-11-23'],
    ['the Wednesday of 11 November', '2026-10-28', '2026-11-12'],
    ['Easter Monday', '2026-03-23', '2026-04-07'],
    ['Good Friday, before a weekend and Easter Monday', '2026-03-20', '2026-04-07'],
    ['Ascension Day', '2026-04-30', '2026-05-15'],
    ['Whit Monday', '2026-05-11', '2026-05-26'],
    ['Christmas on a Friday', '2026-12-11', '2026-12-28'],
    ['New Year', '2026-12-18', '2027-01-04'],
  ])('is longer when it would end on %s', (_name, delivered, last) => {
    expect(endAfter(`${delivered}T09:00:00Z`).slice(0, 10)).toBe(last)
  })

  test('knows the holidays of the country of the shop', () => {
    const onDay = (country: string, delivered: string) =>
      endAfter(`${delivered}T09:00:00Z`, { country, timeZone: 'UTC' }).slice(0, 10)
    expect(onDay('FR', '2026-06-30')).toBe('2026-07-15')
    expect(onDay('DE', '2026-06-30')).toBe('2026-07-14')
    expect(onDay('BE', '2026-07-07')).toBe('2026-07-22')
    expect(onDay('GP', '2026-05-13')).toBe('2026-05-28')
    expect(onDay('FR', '2026-05-13')).toBe('2026-05-27')
  })

  test('ends at the right moment when clocks change that day', () => {
    expect(endOfPeriod(new Date('2026-10-11T09:00:00Z'), PARIS).toISOString()).toBe(
      '2026-10-26T22:59:59.999Z',
    )
    expect(refundDeadline(new Date('2026-10-11T09:00:00Z'), 'Europe/Paris').toISOString()).toBe(
      '2026-10-25T22:59:59.999Z',
    )
  })
})

test('the deadline of the refund is not moved to a working day', () => {
  expect(refundDeadline(new Date('2026-11-07T09:00:00Z'), 'Europe/Paris').toISOString()).toBe(
    '2026-11-21T22:59:59.999Z',
  )
})
