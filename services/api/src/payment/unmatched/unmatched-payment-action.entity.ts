import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

export type UnmatchedPaymentActionKind = 'ACCEPTED' | 'REFUNDED' | 'CONTACTED' | 'REOPENED' | 'UNDONE'

/** A member's action on an unmatched payment; never changed after it is written. */
@Entity({ tableName: 'unmatched_payment_action' })
export class UnmatchedPaymentAction {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  unmatchedPaymentId!: string

  @Property({ type: 'text' })
  kind!: UnmatchedPaymentActionKind

  /** Accepted or refunded amount, in minor units. */
  @Property({ type: 'integer', nullable: true })
  amount?: number | null

  @Property({ type: 'text', nullable: true })
  currency?: string | null

  @Property({ type: 'text', nullable: true })
  bankReference?: string | null

  @Property({ type: 'text', nullable: true })
  note?: string | null

  @Property({ type: 'uuid', hidden: true })
  byMember!: string

  @Property({ type: 'text' })
  byName!: string

  @Property({ type: 'timestamptz' })
  at!: Date
}
