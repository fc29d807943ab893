import { registerEnumType } from 'type-graphql'
import type { BankAttemptStatus } from '../bank-protocol.ts'

export const BankPaymentStatus = {
  OPEN: 'OPEN',
  PENDING: 'PENDING',
  PAID: 'PAID',
  REFUSED: 'REFUSED',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
  RESCUE: 'RESCUE',
} as const satisfies { [S in BankAttemptStatus]: S }
registerEnumType(BankPaymentStatus, { name: 'BankPaymentStatus' })
