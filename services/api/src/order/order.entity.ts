import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { OrderStatus, FulfillmentStatus } from './order-status.ts'
import type { Address } from './address.type.ts'
import type { Language } from '../kernel/errors.ts'

/** A placed order. Amounts in minor units of its currency; instants in UTC. */
@Entity({ tableName: 'order' })
export class Order {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'text' })
  code!: string

  @Property({ type: 'text' })
  status!: OrderStatus

  @Property({ type: 'timestamptz' })
  statusSince!: Date

  @Property({ type: 'text', default: 'UNFULFILLED' })
  fulfillment!: FulfillmentStatus

  @Property({ type: 'text', nullable: true })
  carrier?: string | null

  @Property({ type: 'text', nullable: true })
  trackingUrl?: string | null

  @Property({ type: 'text', nullable: true })
  cancellationReason?: string | null

  @Property({ type: 'timestamptz' })
  placedAt!: Date

  @Property({ type: 'timestamptz', nullable: true })
  paidAt?: Date | null

  @Property({ type: 'text', hidden: true })
  visitor!: string

  @Property({ type: 'uuid', hidden: true })
  idempotencyKey!: string

  @Property({ type: 'blob', hidden: true })
  inputHash!: Buffer

  @Property({ type: 'text', hidden: true })
  cartVersion!: string

  @Property({ type: 'text' })
  language!: Language

  @Property({ type: 'text' })
  email!: string

  @Property({ type: 'json' })
  billingAddress!: Address

  @Property({ type: 'json' })
  shippingAddress!: Address

  @Property({ type: 'text', nullable: true })
  note?: string | null

  @Property({ type: 'uuid', nullable: true })
  shippingMethodId?: string | null

  @Property({ type: 'text', nullable: true })
  shippingMethodName?: string | null

  @Property({ type: 'text', nullable: true })
  shippingMethodDescription?: string | null

  @Property({ type: 'text' })
  currency!: string

  @Property({ type: 'integer' })
  subtotal!: number

  @Property({ type: 'integer' })
  shippingTotal!: number

  @Property({ type: 'integer' })
  taxTotal!: number

  @Property({ type: 'integer' })
  total!: number

  /** Its lines, in the order of the cart, where they were read or written together with it. No column. */
  declare lines?: readonly OrderedLine[]
}

/** A line as its buyer sees it. Amounts in minor units, including tax. */
export interface OrderedLine {
  productName: string
  variantName: string
  sku: string
  quantity: number
  unitPrice: number
  total: number
}
