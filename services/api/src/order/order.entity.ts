import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { OrderStatus, FulfillmentStatus } from './order-status.ts'
import type { Address } from './address.type.ts'
import type { AppliedDiscount } from '../pricing/apply-discounts.ts'
import type { TaxOfRate } from '../pricing/price-lines.ts'
import type { TaxExemption } from '../tax/tax-of-destination.ts'
import type { OrderChannel } from '../shop/card-offer.ts'
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

  @Property({ type: 'text', default: 'WEB' })
  channel!: OrderChannel

  /** Some of its items are in a parcel and others are not: it is still UNFULFILLED. */
  @Property({ type: 'boolean', default: false })
  isPartlyShipped!: boolean

  /** All of it was refunded before anything was shipped: it stays UNFULFILLED, and nothing of it is to ship. */
  @Property({ type: 'boolean', default: false })
  hasNothingToShip!: boolean

  /** The buyer chose to collect it in the shop. */
  @Property({ type: 'boolean', default: false })
  isPickup!: boolean

  @Property({ type: 'text', nullable: true })
  cancellationReason?: string | null

  @Property({ type: 'timestamptz' })
  placedAt!: Date

  @Property({ type: 'timestamptz', nullable: true })
  paidAt?: Date | null

  /** Until when it waits for a transfer or a cheque; null for the shop's delay since its status began. */
  @Property({ type: 'timestamptz', nullable: true })
  paymentDueAt?: Date | null

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

  /** By rate, ascending. Empty only for an order without amounts. */
  @Property({ type: 'json' })
  taxes!: TaxOfRate[]

  /** What discounts took off the delivery; shippingTotal is after them. */
  @Property({ type: 'json' })
  shippingDiscounts!: AppliedDiscount[]

  /** Code of the VAT territory of the delivery address. */
  @Property({ type: 'text', nullable: true })
  taxTerritory?: string | null

  @Property({ type: 'text', nullable: true })
  taxExemption?: TaxExemption | null

  /** The sentence of the exemption, in the language of the order. */
  @Property({ type: 'text', nullable: true })
  legalMention?: string | null

  /** The VAT number that the buyer gave. */
  @Property({ type: 'text', nullable: true })
  vatNumber?: string | null

  /** Whether it counts towards the threshold of Directive 2006/112/EC, art. 59c. */
  @Property({ type: 'boolean' })
  isDistanceSale!: boolean

  /** When the data of its buyer was erased: names, addresses and texts are empty since then. */
  @Property({ type: 'timestamptz', nullable: true })
  erasedAt?: Date | null

  /** The terms of sale that were published when it was placed. */
  @Property({ type: 'uuid', nullable: true })
  termsVersionId?: string | null

  /** The withdrawal page that was published when it was placed. */
  @Property({ type: 'uuid', nullable: true })
  withdrawalVersionId?: string | null

  /** Its lines, in the order of the cart, where they were read or written together with it. No column. */
  declare lines?: readonly OrderedLine[]
}

/** A line as its buyer sees it. Amounts in minor units, including tax. */
export interface OrderedLine {
  productName: string
  variantName: string
  sku: string
  quantity: number
  /** Before discounts. */
  unitPrice: number
  taxBasisPoints: number
  discounts: AppliedDiscount[]
  /** After discounts. */
  total: number
}
