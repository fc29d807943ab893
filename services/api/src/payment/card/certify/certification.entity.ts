import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { DeclineReason } from './decline-reason.ts'

/** The answer of the merchant's bank for a card payment. REFERRAL (the bank asks for a phone call) is not final. */
@Entity({ tableName: 'certification' })
export class Certification {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  paymentId!: string

  @Property({ type: 'text' })
  outcome!: 'APPROVED' | 'REFUSED' | 'REFERRAL'

  /** Only of one that was refused. */
  @Property({ type: 'text', nullable: true })
  declineReason?: DeclineReason | null

  /** In minor units. */
  @Property({ type: 'integer' })
  amount!: number

  @Property({ type: 'text' })
  currency!: string

  @Property({ type: 'text', nullable: true })
  authorizationNumber?: string | null

  @Property({ type: 'text', nullable: true })
  bankReference?: string | null

  @Property({ type: 'text', nullable: true })
  note?: string | null

  @Property({ type: 'uuid' })
  certifiedBy!: string

  @Property({ type: 'text' })
  certifiedByName!: string

  @Property({ type: 'timestamptz' })
  certifiedAt!: Date
}
