import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type {
  PaymentAttemptStatus,
  BankEnvironment,
  BankProtocolName,
  BankRedirect,
} from '../bank-protocol.ts'

/** One trip of a buyer to a bank page: reference, amount, currency and environment are frozen when it is opened. */
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

  @Property({ type: 'integer' })
  amount!: number

  /** What the bank took, where a member accepted another amount. */
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

  @Property({ type: 'timestamptz' })
  openedAt!: Date

  @Property({ type: 'timestamptz' })
  updatedAt!: Date
}
