import type { EnumValue } from '../graphql/graphql.ts'
import { m } from '../paraglide/messages.js'

/** Why an order still needs to know its buyer. */
export const obstacleText: Record<EnumValue<'ErasureObstacle'>, () => string> = {
  TO_PAY: m.privacy_obstacle_to_pay,
  TO_CERTIFY: m.privacy_obstacle_to_certify,
  TO_SHIP: m.privacy_obstacle_to_ship,
  PAYMENT_AT_BANK: m.privacy_obstacle_payment_at_bank,
  UNMATCHED_PAYMENT: m.privacy_obstacle_unmatched_payment,
  WITHDRAWAL: m.privacy_obstacle_withdrawal,
  INVOICE_TO_ISSUE: m.privacy_obstacle_invoice_to_issue,
}
