import { registerEnumType } from 'type-graphql'
import type { PaymentAttemptStatus } from '../bank-protocol.ts'

export const BankPaymentStatus = {
  OPEN: 'OPEN',
  PENDING: 'PENDING',
  PAID: 'PAID',
  REFUSED: 'REFUSED',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
  RESCUE: 'RESCUE',
} as const satisfies { [S in PaymentAttemptStatus]: S }
registerEnumType(BankPaymentStatus, {
  name: 'BankPaymentStatus',
  description: 'What became of a payment at a bank.',
  valuesConfig: {
    CANCELLED: { description: 'The buyer left the page of the bank, or chose another way to pay.' },
    EXPIRED: { description: 'The bank reported nothing in time.' },
    OPEN: { description: 'The buyer was sent to the bank, which has not reported anything.' },
    PAID: { description: 'The bank has accepted the payment.' },
    PENDING: { description: 'The bank is still checking it.' },
    REFUSED: { description: 'The bank has declined it: the order can be paid again.' },
    RESCUE: {
      description:
        'The money came, and the order could not take it: the shop decides whether to accept it or to give it back.',
    },
  },
})
