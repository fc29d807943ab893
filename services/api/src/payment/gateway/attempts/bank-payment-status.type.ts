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
registerEnumType(BankPaymentStatus, { name: 'BankPaymentStatus' })
