import { describe, expect, it } from 'vitest'
import type { BankPaymentStatus, FulfillmentStatus, OrderStatus } from '#lib/api/schema.ts'
import { displayedStatus, isPayable, orderSteps, pollDelay } from './order-status.ts'

describe('isPayable', () => {
  it.each([
    ['PENDING_PAYMENT', true],
    ['PAYMENT_REFUSED', true],
    ['AWAITING_CERTIFICATION', false],
    ['PAID', false],
    ['CANCELLED', false],
    ['EXPIRED', false],
  ] as const)('of %s is %s', (status, expected) => {
    expect(isPayable(status)).toBe(expected)
  })
})

describe('orderSteps', () => {
  const states = (
    status: OrderStatus,
    fulfillment: FulfillmentStatus = 'UNFULFILLED',
    hasNothingToShip = false,
  ) =>
    orderSteps({ status, fulfillment, hasNothingToShip })
      .map(({ state }) => state)
      .join(' ')

  it.each([
    ['PENDING_PAYMENT', 'done current upcoming upcoming'],
    ['AWAITING_CERTIFICATION', 'done done current upcoming'],
    ['PAID', 'done done done current'],
    ['PAYMENT_REFUSED', 'done failed upcoming upcoming'],
    ['CANCELLED', 'done failed upcoming upcoming'],
    ['EXPIRED', 'done failed upcoming upcoming'],
  ] as const)('of a %s order are %s', (status, expected) => {
    expect(states(status)).toBe(expected)
  })
  it.each(['SHIPPED', 'DELIVERED'] as const)('are all done once the order is %s', (fulfillment) => {
    expect(states('PAID', fulfillment)).toBe('done done done done')
  })
  it('leave shipping open once everything was refunded before it', () => {
    expect(states('PAID', 'UNFULFILLED', true)).toBe('done done done upcoming')
  })
})

describe('displayedStatus', () => {
  const displayed = (status: OrderStatus, attempt: BankPaymentStatus | null) =>
    displayedStatus({ status, bankAttempt: attempt && { status: attempt } })

  it.each(['PENDING_PAYMENT', 'PAYMENT_REFUSED', 'AWAITING_CERTIFICATION', 'EXPIRED'] as const)(
    'reports an unmatched payment on a %s order',
    (status) => {
      expect(displayed(status, 'RESCUE')).toBe('UNMATCHED_PAYMENT')
    },
  )
  it.each(['PAID', 'CANCELLED'] as const)('shows %s whatever the bank reported', (status) => {
    expect(displayed(status, 'RESCUE')).toBe(status)
    expect(displayed(status, 'REFUSED')).toBe(status)
  })
  it('shows a refusal by the bank while the order is unpaid', () => {
    expect(displayed('PENDING_PAYMENT', 'REFUSED')).toBe('PAYMENT_REFUSED')
  })
  it.each(['CANCELLED', 'EXPIRED'] as const)(
    'shows that no payment was taken after the attempt is %s',
    (attempt) => {
      expect(displayed('PENDING_PAYMENT', attempt)).toBe('PAYMENT_CANCELLED')
      expect(displayed('PAYMENT_REFUSED', attempt)).toBe('PAYMENT_REFUSED')
    },
  )
  it.each(['OPEN', 'PENDING', null] as const)(
    'keeps the order status when the payment attempt is %s',
    (attempt) => {
      expect(displayed('PENDING_PAYMENT', attempt)).toBe('PENDING_PAYMENT')
    },
  )
})

describe('pollDelay', () => {
  it('grows from one second and stops within two minutes', () => {
    expect(pollDelay(0)).toBe(1000)
    const delays: number[] = []
    for (let delay = pollDelay(0); delay !== null; delay = pollDelay(delays.length)) delays.push(delay)
    expect(delays).toEqual([...delays].sort((a, b) => a - b))
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThanOrEqual(120_000)
    expect(pollDelay(1000)).toBeNull()
  })
})
