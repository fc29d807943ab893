import { Field, ID, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { PersonalData } from '../kernel/personal-data.ts'
import { money, Money } from '../kernel/money.type.ts'
import { OrderChannel } from '../shop/card-offer.ts'
import {
  DiscountAmountType,
  TaxExemption,
  TaxOfRateType,
  toDiscountAmounts,
  toTaxesOfRates,
} from '../tax/tax.type.ts'
import { Address } from './address.type.ts'
import { FulfillmentStatus, OrderStatus } from './order-status.ts'
import type { Order } from './order.entity.ts'
import { NOTHING_TO_SHIP, PARTLY_SHIPPED } from './order.type.ts'

/** An order as its merchant sees it. Field resolvers in order.merchant.ts load its lines, payments, mails and timeline. */
@ObjectType({
  description: 'An order, as members see it. What tells who its buyer is needs the permission BUYER_READ.',
})
export class MerchantOrder {
  @Field(() => ID, { description: 'In events of webhooks and in the ledger; people quote the `code`.' })
  id!: string

  @Field(() => String, {
    description: 'The order number that people see and quote. Unique within the shop, and never changes.',
  })
  code!: string

  @Field(() => OrderStatus, { description: 'Whether it is paid; refunds do not change it.' })
  status!: OrderStatus

  @Field(() => FulfillmentStatus, { description: 'How far it is on its way, whether or not it is paid.' })
  fulfillment!: FulfillmentStatus

  @Field(() => OrderChannel, { description: 'How it reached the shop; never changes.' })
  channel!: OrderChannel

  @Field(() => Boolean, { description: PARTLY_SHIPPED })
  isPartlyShipped!: boolean

  @Field(() => Boolean, { description: NOTHING_TO_SHIP })
  hasNothingToShip!: boolean

  @Field(() => Boolean, { description: 'Whether the buyer collects it in the shop.' })
  isPickup!: boolean

  @Field(() => DateTime, { description: 'When it was ordered; never changes.' })
  placedAt!: Date

  @PersonalData()
  @Field(() => String, { description: 'Where mails about the order go; empty without BUYER_READ.' })
  email!: string

  @Field(() => Address, {
    description: 'Of who pays; on the invoice. Without BUYER_READ, only initials, town and country.',
  })
  billingAddress!: Address

  @Field(() => Address, {
    description:
      'Where the parcels go; of an order to collect, the buyer’s own address. Without BUYER_READ, only initials, town and country.',
  })
  shippingAddress!: Address

  @Field(() => String, {
    nullable: true,
    description: 'As the method was named when it was ordered; null for an order without delivery.',
  })
  shippingMethodName?: string | null

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description: 'What the buyer wrote to the shop with the order; null without one, or without BUYER_READ.',
  })
  note?: string | null

  @Field(() => Money, { description: 'Of all lines, including tax, after discounts, without delivery.' })
  subtotal!: Money

  @Field(() => Money, { description: 'Including tax, after discounts on the delivery.' })
  shippingTotal!: Money

  @Field(() => Money, { description: 'The VAT that `total` includes.' })
  taxTotal!: Money

  @Field(() => Money, {
    description: 'What the buyer pays, including tax and delivery; refunds are not subtracted.',
  })
  total!: Money

  @Field(() => [TaxOfRateType], { description: 'By rate, ascending; bases and taxes add up to the total.' })
  taxes!: TaxOfRateType[]

  @Field(() => [DiscountAmountType], { description: 'What was taken off the delivery.' })
  shippingDiscounts!: DiscountAmountType[]

  @Field(() => TaxExemption, { nullable: true, description: 'Why no VAT was charged.' })
  taxExemption?: `${TaxExemption}` | null

  @Field(() => String, { nullable: true, description: 'The sentence that its invoice must carry.' })
  legalMention?: string | null

  @PersonalData()
  @Field(() => String, { nullable: true, description: 'The VAT number that the buyer gave.' })
  vatNumber?: string | null

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the data of its buyer was erased: names, addresses and other texts about the buyer are empty.',
  })
  erasedAt?: Date | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The version of the terms of sale that was published when it was placed, for `legalPageVersion`; null if none was.',
  })
  termsVersionId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'As termsVersionId, of the page on the right of withdrawal.',
  })
  withdrawalVersionId?: string | null
}

export const toMerchantOrder = (order: Order): MerchantOrder => ({
  id: order.id,
  code: order.code,
  status: order.status,
  fulfillment: order.fulfillment,
  isPartlyShipped: order.isPartlyShipped,
  hasNothingToShip: order.hasNothingToShip,
  isPickup: order.isPickup,
  channel: order.channel,
  placedAt: order.placedAt,
  email: order.email,
  billingAddress: order.billingAddress,
  shippingAddress: order.shippingAddress,
  shippingMethodName: order.shippingMethodName,
  note: order.note,
  subtotal: money(order.subtotal, order.currency),
  shippingTotal: money(order.shippingTotal, order.currency),
  taxTotal: money(order.taxTotal, order.currency),
  total: money(order.total, order.currency),
  taxes: toTaxesOfRates(order.taxes, order.currency),
  shippingDiscounts: toDiscountAmounts(order.shippingDiscounts, order.currency),
  taxExemption: order.taxExemption,
  legalMention: order.legalMention,
  vatNumber: order.vatNumber,
  erasedAt: order.erasedAt,
  termsVersionId: order.termsVersionId,
  withdrawalVersionId: order.withdrawalVersionId,
})
