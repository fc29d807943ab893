import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { MerchantRequest } from '../../context.ts'
import { loadRelation } from '../../order/load-relation.ts'
import { MerchantOrder } from '../../order/merchant-order.type.ts'
import { rescuesOfOrders } from './find-rescues.ts'
import { RescueType, toRescueType } from './rescue.type.ts'

/** What a merchant's order is told of the rescue list. */
@Resolver(() => MerchantOrder)
export class OrderRescuesResolver {
  @FieldResolver(() => [RescueType], { description: 'Money that this order could not take, newest first.' })
  async rescues(@Ctx() request: MerchantRequest, @Root() order: MerchantOrder): Promise<RescueType[]> {
    const found = await loadRelation(request, rescuesOfOrders, ({ rescue }) => rescue.orderId ?? '', order.id)
    return found.map(toRescueType)
  }
}
