import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { CardBrand } from '@triclic/card-core'

/** A card given for an order. Stores brand, first six digits and length; the encrypted kept digits are in table card_kept. */
@Entity({ tableName: 'card_payment' })
export class CardPayment {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  orderId!: string

  /** The match code: four letters, unique within the order. */
  @Property({ type: 'text' })
  mark!: string

  /** CLOSED: ended by anything but the merchant's bank, such as a cancellation or another payment. */
  @Property({ type: 'text', default: 'OPEN' })
  status!: 'OPEN' | 'APPROVED' | 'REFUSED' | 'CLOSED'

  @Property({ type: 'text' })
  brand!: CardBrand

  @Property({ type: 'text' })
  firstSix!: string

  @Property({ type: 'integer' })
  numberLength!: number

  @Property({ type: 'integer', nullable: true })
  expiryMonth?: number | null

  @Property({ type: 'integer', nullable: true })
  expiryYear?: number | null

  /** In minor units. */
  @Property({ type: 'integer' })
  amount!: number

  @Property({ type: 'text' })
  currency!: string

  @Property({ type: 'text', nullable: true })
  idempotencyKey?: string | null

  @Property({ type: 'timestamptz' })
  takenAt!: Date

  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null
}
