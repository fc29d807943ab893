import { describe, expect, it } from 'vitest'
import { isNarrowed, readOrderFilter, toFilterInput, writeOrderFilter } from './order-filter.ts'

const read = (query: string) => readOrderFilter(new URLSearchParams(query))

describe('readOrderFilter', () => {
  it.each([
    '',
    '?status=PAID',
    '?status=AWAITING_CERTIFICATION&search=L%C3%A9a&from=2026-11-01&to=2026-11-24&mode=CARD&shipping=TO_COLLECT&after=a&after=b',
    '?attention=UNANSWERED',
    '?mode=CHEQUE&bank=b1&channel=MAIL&country=BE&min=12%2C50&max=99&currency=EUR',
    '?status=PAID&shipping=TO_SHIP&attention=LATER_NEWS',
  ])('is the inverse of writeOrderFilter: %j', (query) => {
    expect(writeOrderFilter(read(query))).toBe(query)
  })

  it('drops unknown values and parameters', () => {
    expect(
      writeOrderFilter(
        read(
          '?status=SOLD&mode=CASH&shipping=LOST&search=%00&channel=FAX&country=Belgium&min=5&currency=XXX&x=1',
        ),
      ),
    ).toBe('')
  })
})

describe('toFilterInput', () => {
  it('is empty for an empty filter', () => {
    expect(toFilterInput(read(''))).toEqual({})
  })

  it('passes the days on, which the API reads in the shop’s time zone', () => {
    expect(toFilterInput(read('?from=2026-11-24&to=2026-11-25&mode=BANK&status=PAID'))).toEqual({
      status: ['PAID'],
      paymentMethod: 'BANK',
      placedSince: '2026-11-24',
      placedUntil: '2026-11-25',
    })
  })

  it('asks for orders that need attention', () => {
    expect(toFilterInput(read('?attention=UNANSWERED'))).toEqual({ unansweredByBank: true })
    expect(toFilterInput(read('?attention=LATER_NEWS'))).toEqual({ hasLaterNews: true })
    expect(toFilterInput(read('?attention=FAILED_MAIL'))).toEqual({ hasFailedMail: true })
  })

  it('asks for orders by how far they are on their way, in the chosen status', () => {
    expect(toFilterInput(read('?shipping=PARTLY_SHIPPED'))).toEqual({
      status: ['PAID'],
      fulfillment: ['UNFULFILLED'],
      isPartlyShipped: true,
    })
    expect(toFilterInput(read('?shipping=TO_SHIP'))).toEqual({
      status: ['PAID'],
      fulfillment: ['UNFULFILLED'],
      hasNothingToShip: false,
    })
    expect(toFilterInput(read('?shipping=TO_COLLECT&status=CANCELLED'))).toEqual({
      status: ['CANCELLED'],
      fulfillment: ['SHIPPED'],
      isPickup: true,
    })
  })

  it('reads the totals in the currency that they were typed in', () => {
    expect(toFilterInput(read('?min=12%2C5&max=1%20000&currency=EUR'))).toEqual({
      totalFrom: 1250,
      totalTo: 100_000,
    })
    expect(toFilterInput(read('?min=1500&currency=JPY'))).toEqual({ totalFrom: 1500 })
    expect(toFilterInput(read('?min=1.5&max=cheap&currency=JPY'))).toEqual({})
  })

  it('asks for a bank, a channel and a country', () => {
    expect(toFilterInput(read('?bank=b1&channel=TELEPHONE&country=BE'))).toEqual({
      gatewayAccountId: 'b1',
      channel: 'TELEPHONE',
      countries: ['BE'],
    })
  })

  it('leaves out an invalid day', () => {
    expect(toFilterInput(read('?from=yesterday&to=2026-02-30'))).toEqual({})
  })
})

it('isNarrowed ignores the status', () => {
  expect(isNarrowed(read('?status=PAID'))).toBe(false)
  expect(isNarrowed(read('?search=a'))).toBe(true)
  expect(isNarrowed(read('?max=9&currency=EUR'))).toBe(true)
  expect(isNarrowed(read('?min=&max=&currency=EUR'))).toBe(false)
  expect(isNarrowed(read('?attention=UNANSWERED'))).toBe(true)
})
