import { describe, expect, it } from 'vitest'
import { isNarrowed, readOrderFilter, toFilterInput, writeOrderFilter } from './order-filter.ts'

const read = (query: string) => readOrderFilter(new URLSearchParams(query))

describe('readOrderFilter', () => {
  it.each([
    '',
    '?status=PAID',
    '?status=AWAITING_CERTIFICATION&search=L%C3%A9a&from=2026-11-01&to=2026-11-24&mode=CARD&after=a&after=b',
  ])('and writeOrderFilter are each other’s inverse: %j', (query) => {
    expect(writeOrderFilter(read(query))).toBe(query)
  })

  it('drops what no filter knows', () => {
    expect(writeOrderFilter(read('?status=SOLD&mode=CASH&search=%00&x=1'))).toBe('')
  })
})

describe('toFilterInput', () => {
  it('asks for nothing when nothing is asked', () => {
    expect(toFilterInput(read(''), 'UTC')).toEqual({})
  })

  it('takes days as the shop’s, the last one included', () => {
    expect(
      toFilterInput(read('?from=2026-11-24&to=2026-11-24&mode=BANK&status=PAID'), 'Europe/Paris'),
    ).toEqual({
      status: ['PAID'],
      paymentMode: 'BANK',
      placedFrom: '2026-11-23T23:00:00.000Z',
      placedTo: '2026-11-24T22:59:59.999Z',
    })
  })

  it('leaves out what is no day', () => {
    expect(toFilterInput(read('?from=yesterday'), 'UTC')).toEqual({})
  })
})

it('isNarrowed by anything but the status', () => {
  expect(isNarrowed(read('?status=PAID'))).toBe(false)
  expect(isNarrowed(read('?search=a'))).toBe(true)
})
