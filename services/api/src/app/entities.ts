import { AuditEntry } from '../audit/audit-entry.entity.ts'
import { GatewayAccount } from '../payment/gateway/accounts/gateway-account.entity.ts'
import { PreviousGatewaySettings } from '../payment/gateway/accounts/previous-gateway-settings.entity.ts'
import { PaymentAttempt } from '../payment/gateway/attempts/payment-attempt.entity.ts'
import { TestPayment } from '../payment/gateway/test-payment/test-payment.entity.ts'
import { UnmatchedPayment } from '../payment/unmatched/unmatched-payment.entity.ts'
import { UnmatchedPaymentAction } from '../payment/unmatched/unmatched-payment-action.entity.ts'
import { CardPayment } from '../payment/card/card-payment.entity.ts'
import { Certification } from '../payment/card/certify/certification.entity.ts'
import { Mail } from '../mail/mail.entity.ts'
import { Order } from '../order/order.entity.ts'
import { OrderLine } from '../order/order-line.entity.ts'

/**
 * The entities that the ORM maps. Tables that are only read or written with set-based SQL (catalog, stock, kept digits,
 * notification inbox) have none: their operations name the columns.
 */
export const entities = [
  AuditEntry,
  GatewayAccount,
  PreviousGatewaySettings,
  PaymentAttempt,
  TestPayment,
  CardPayment,
  Certification,
  Mail,
  Order,
  OrderLine,
  UnmatchedPayment,
  UnmatchedPaymentAction,
]
