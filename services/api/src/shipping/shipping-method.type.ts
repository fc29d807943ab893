import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import type { ShippingMethodKind } from '../catalog/catalog.ts'
import { Money, money } from '../kernel/money.type.ts'
import type { OfferedMethod } from './offer-methods.ts'

export const ShippingMethodKindEnum = {
  FLAT: 'FLAT',
  BY_WEIGHT: 'BY_WEIGHT',
  BY_VALUE: 'BY_VALUE',
  PICKUP: 'PICKUP',
} as const satisfies { [K in ShippingMethodKind]: K }
registerEnumType(ShippingMethodKindEnum, {
  name: 'ShippingMethodKind',
  valuesConfig: {
    FLAT: { description: 'One price for every parcel.' },
    BY_WEIGHT: { description: 'The price depends on the weight of the goods.' },
    BY_VALUE: { description: 'The price depends on the value of the goods after discounts.' },
    PICKUP: { description: 'Buyers collect the order in the shop.' },
  },
  description: 'What the price of a delivery depends on.',
})

@ObjectType('ShippingMethod', { description: 'A way to deliver an order, or to collect it.' })
export class ShippingMethodType {
  @Field(() => ID, { description: 'For `PlaceOrderInput.shippingMethodId`.' })
  id!: string

  @Field(() => String, { description: 'In the language of the shop.' })
  name!: string

  @Field(() => Money, {
    description: 'For the visitor’s cart as it is now; of an order, what the buyer pays for delivery.',
  })
  price!: Money

  @Field(() => String, {
    nullable: true,
    description: 'What the merchant says of it, such as the delay; null for nothing.',
  })
  description?: string | null

  @Field(() => ShippingMethodKindEnum, { nullable: true, description: 'Of an order only PICKUP, or null.' })
  kind?: ShippingMethodKind | null

  @Field(() => Money, {
    nullable: true,
    description: 'The value of the goods after discounts from which this method is free.',
  })
  freeFrom?: Money | null

  @Field(() => String, { nullable: true, description: 'Where to collect the order; of PICKUP.' })
  pickupAddress?: string | null

  @Field(() => String, { nullable: true, description: 'When to collect the order; of PICKUP.' })
  openingHours?: string | null
}

export const toShippingMethodType = (method: OfferedMethod, currency: string): ShippingMethodType => ({
  ...method,
  price: money(method.price, currency),
  freeFrom: method.freeFrom === null ? null : money(method.freeFrom, currency),
})
