import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { BankProtocolName } from '../gateway/bank-protocol.ts'

export type UnmatchedPaymentReason =
  | 'ALREADY_PAID'
  | 'ORDER_CANCELLED'
  | 'OUT_OF_STOCK'
  | 'WRONG_AMOUNT'
  | 'WRONG_CURRENCY'
  | 'UNKNOWN_REFERENCE'
  | 'PARTIAL_AMOUNT'
  | 'EXCESS_AMOUNT'

/** Money from an authentic notification, or recorded by a member, that could not be applied to an order, for the merchant to accept or refund. */
@Entity({ tableName: 'unmatched_payment' })
export class UnmatchedPayment {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid', nullable: true })
  orderId?: string | null

  @Property({ type: 'uuid', nullable: true })
  attemptId?: string | null

  /** Where a member recorded it as a transfer or cheque. */
  @Property({ type: 'uuid', nullable: true })
  receiptId?: string | null

  @Property({ type: 'text' })
  reason!: UnmatchedPaymentReason

  /** Minor units; null if the notification had no readable amount. */
  @Property({ type: 'integer', nullable: true })
  amount?: number | null

  @Property({ type: 'text', nullable: true })
  currency?: string | null

  @Property({ type: 'text', nullable: true })
  bankTransactionId?: string | null

  /** From the notification; set even if no attempt has this reference. */
  @Property({ type: 'text', nullable: true })
  protocol?: BankProtocolName | null

  @Property({ type: 'text', nullable: true })
  reference?: string | null

  @Property({ type: 'timestamptz' })
  openedAt!: Date

  /** Null while the payment is open. */
  @Property({ type: 'text', nullable: true })
  outcome?: 'ACCEPTED' | 'REFUNDED' | 'UNDONE' | null

  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: Date | null

  @Property({ type: 'text', nullable: true })
  closedByName?: string | null
}
