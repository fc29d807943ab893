import { Field, ObjectType } from 'type-graphql'
import type { Language } from '../kernel/errors.ts'
import { toUserErrors } from '../kernel/to-user-errors.ts'
import { MerchantUserError } from '../kernel/user-error.type.ts'
import { MerchantOrder, toMerchantOrder } from '../order/merchant-order.type.ts'
import type { ShipOrderResult } from './ship-orders.ts'

@ObjectType('ShipOrderResult', { description: 'What became of one of the orders.' })
export class ShipOrderResultType {
  @Field(() => String, { description: 'As it was given.' })
  orderCode!: string

  @Field(() => MerchantOrder, { nullable: true, description: 'Null when it was refused.' })
  order!: MerchantOrder | null

  @Field(() => [MerchantUserError], { description: 'Why it was refused.' })
  userErrors!: MerchantUserError[]
}

export const toShipOrderResult = (
  { orderCode, order, refusals }: ShipOrderResult,
  language: Language,
): ShipOrderResultType => ({
  orderCode,
  order: order && toMerchantOrder(order),
  userErrors: toUserErrors(refusals, language),
})
