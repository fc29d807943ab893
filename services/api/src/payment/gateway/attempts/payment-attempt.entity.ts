import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type {
  PaymentAttemptStatus,
  BankEnvironment,
  BankProtocolName,
  BankRedirect,
  LaterNewsKind,
} from '../bank-protocol.ts'

/** One visit of a buyer to a bank's payment page. Reference, amount, currency and environment never change afterwards. */
@Entity({ tableName: 'payment_attempt' })
export class PaymentAttempt {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  orderId!: string

  @Property({ type: 'uuid' })
  gatewayAccountId!: string

  @Property({ type: 'text' })
  protocol!: BankProtocolName

  @Property({ type: 'text' })
  bankName!: string

  @Property({ type: 'text' })
  reference!: string

  @Property({ type: 'text', default: 'OPEN' })
  status!: PaymentAttemptStatus

  /** Minor units. */
  @Property({ type: 'integer' })
  amount!: number

  /** Minor units that the bank took, if a member accepted an amount other than the requested one. */
  @Property({ type: 'integer', nullable: true })
  paidAmount?: number | null

  @Property({ type: 'text' })
  currency!: string

  @Property({ type: 'text' })
  environment!: BankEnvironment

  @Property({ type: 'text', nullable: true })
  idempotencyKey?: string | null

  @Property({ type: 'json' })
  redirect!: BankRedirect

  @Property({ type: 'text' })
  returnUrl!: string

  @Property({ type: 'text', nullable: true })
  authorizationNumber?: string | null

  @Property({ type: 'text', nullable: true })
  bankTransactionId?: string | null

  /** What the bank notified last after it had accepted the payment. */
  @Property({ type: 'text', nullable: true })
  laterNews?: LaterNewsKind | null

  /** Minor units that were refunded or captured, if the news is about an amount. */
  @Property({ type: 'integer', nullable: true })
  laterNewsAmount?: number | null

  @Property({ type: 'timestamptz', nullable: true })
  laterNewsAt?: Date | null

  @Property({ type: 'timestamptz' })
  openedAt!: Date

  @Property({ type: 'timestamptz' })
  updatedAt!: Date
}

/**
 * SQL for the status of `payment_attempt a` that buyer and merchant see: RESCUE while its unmatched payment is open, and
 * CANCELLED once the merchant has refunded it.
 */
export const DISPLAYED_STATUS = `case when a.status = 'RESCUE' and not exists (
  select from unmatched_payment r where r.shop_id = a.shop_id and r.attempt_id = a.id and r.closed_at is null)
  then 'CANCELLED' else a.status end`
