import { describe, expect, it } from 'vitest'
import type { OrderStatus } from '#lib/api/types.ts'
import { isPayable, orderSteps } from './order-steps.ts'

const states = (status: OrderStatus, fulfillment: 'UNFULFILLED' | 'SHIPPED' = 'UNFULFILLED') =>
  orderSteps({ status, fulfillment })
    .map(({ state }) => state)
    .join(' ')

describe('orderSteps', () => {
  it.each([
    ['PENDING_PAYMENT', 'done now later later'],
    ['AWAITING_CERTIFICATION', 'done done now later'],
    ['PAID', 'done done done now'],
    ['PAYMENT_REFUSED', 'done failed later later'],
    ['CANCELLED', 'done failed later later'],
    ['EXPIRED', 'done failed later later'],
  ] as const)('%s', (status, expected) => {
    expect(states(status)).toBe(expected)
  })
  it('ends with the parcel sent', () => {
    expect(states('PAID', 'SHIPPED')).toBe('done done done done')
  })
})

describe('isPayable', () => {
  it('is so before payment and after a refusal', () => {
    const all: OrderStatus[] = [
      'PENDING_PAYMENT',
      'AWAITING_CERTIFICATION',
      'PAID',
      'PAYMENT_REFUSED',
      'CANCELLED',
      'EXPIRED',
    ]
    expect(all.filter(isPayable)).toEqual(['PENDING_PAYMENT', 'PAYMENT_REFUSED'])
  })
})
