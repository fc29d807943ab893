import { Field, ObjectType } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { ContentLanguage } from '../kernel/language.type.ts'
import { pictureUrl } from '../media/picture.ts'
import { MerchantOrder, toMerchantOrder } from '../order/merchant-order.type.ts'
import type { Order } from '../order/order.entity.ts'

@ObjectType('PackingSlip', { description: 'The sheet that goes into the parcel of an order.' })
class PackingSlip {
  @Field(() => ContentLanguage, { description: 'Of the buyer, who reads it.' })
  language!: string

  @Field(() => MerchantOrder, { description: 'What is packed, and where it goes.' })
  order!: MerchantOrder
}

@ObjectType('PackingSlips', { description: 'What is printed for several orders, with one letterhead.' })
export class PackingSlips {
  @Field(() => String, { nullable: true, description: 'Absolute, of the largest size.' })
  logoUrl!: string | null

  @Field(() => [String], {
    description: 'The name of the shop and the address of its business, line by line.',
  })
  sender!: string[]

  @Field(() => [PackingSlip], { description: 'In the order of the codes.' })
  slips!: PackingSlip[]
}

/** What stands at the head of each slip. */
export function letterhead({ app, shop }: MerchantContext): Pick<PackingSlips, 'logoUrl' | 'sender'> {
  const { business, logo } = shop
  const address = business
    ? [business.line1, business.line2, `${business.postalCode} ${business.city}`.trim(), business.phone]
    : []
  return {
    logoUrl: logo && pictureUrl(app.env.apiUrl, shop.id, logo),
    sender: [shop.name, ...address].flatMap((line) => (line ? [line] : [])),
  }
}

export const toPackingSlip = (order: Order): PackingSlip => ({
  language: order.language,
  order: toMerchantOrder(order),
})
