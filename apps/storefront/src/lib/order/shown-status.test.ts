import { expect, it } from 'vitest'
import type { BankAttempt, OrderStatus } from '#lib/api/types.ts'
import { shownStatus } from './shown-status.ts'

const shown = (status: OrderStatus, attempt: BankAttempt['status'] | null) =>
  shownStatus({ status, fulfillment: 'UNFULFILLED', bankAttempt: attempt && { status: attempt } })

it.each(['PENDING_PAYMENT', 'PAYMENT_REFUSED', 'AWAITING_CERTIFICATION', 'EXPIRED'] as const)(
  'says of %s that its money is there, not that it is left to be paid',
  (status) => {
    expect(shown(status, 'RESCUE')).toBe('STRANDED')
  },
)

it.each(['PAID', 'CANCELLED'] as const)('says of %s just that, whatever else came in', (status) => {
  expect(shown(status, 'RESCUE')).toBe(status)
})

it('says that the bank refused while the order is still to be paid', () => {
  expect(shown('PENDING_PAYMENT', 'REFUSED')).toBe('PAYMENT_REFUSED')
  expect(shown('PENDING_PAYMENT', 'CANCELLED')).toBe('PENDING_PAYMENT')
  expect(shown('PENDING_PAYMENT', null)).toBe('PENDING_PAYMENT')
  expect(shown('PAID', 'REFUSED')).toBe('PAID')
})
