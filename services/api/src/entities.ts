import { AuditEntry } from './audit/audit-entry.entity.ts'
import { BankAccount } from './payment/bank/account/bank-account.entity.ts'
import { BankAccountEarlier } from './payment/bank/account/bank-account-earlier.entity.ts'
import { BankAttempt } from './payment/bank/attempt/bank-attempt.entity.ts'
import { BankTrial } from './payment/bank/account/bank-trial.entity.ts'
import { Rescue } from './payment/rescue/rescue.entity.ts'
import { RescueStep } from './payment/rescue/rescue-step.entity.ts'
import { CardPayment } from './payment/card/card-payment.entity.ts'
import { Certification } from './payment/card/certification.entity.ts'
import { Mail } from './mail/mail.entity.ts'
import { Member } from './member/member.entity.ts'
import { Order } from './order/order.entity.ts'
import { OrderEvent } from './order/order-event.entity.ts'
import { OrderLine } from './order/order-line.entity.ts'

/**
 * What the ORM maps. Tables that are only ever written or read in one statement (catalog, stock, kept digits, inbox)
 * have no class: their verb names the columns.
 */
export const entities = [
  AuditEntry,
  BankAccount,
  BankAccountEarlier,
  BankAttempt,
  BankTrial,
  CardPayment,
  Certification,
  Mail,
  Member,
  Order,
  OrderEvent,
  OrderLine,
  Rescue,
  RescueStep,
]
