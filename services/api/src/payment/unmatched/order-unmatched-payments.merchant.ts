import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { MerchantRequest } from '../../app/context.ts'
import { loadRelation } from '../../platform/db/batch-load.ts'
import { MerchantOrder } from '../../order/merchant-order.type.ts'
import { rescuesOfOrders } from './find-unmatched-payments.ts'
import { RescueType, toRescueType } from './unmatched-payment.type.ts'

/** What a merchant's order is told of the rescue list. */
@Resolver(() => MerchantOrder)
export class OrderRescuesResolver {
  @FieldResolver(() => [RescueType], { description: 'Money that this order could not take, newest first.' })
  async rescues(@Ctx() request: MerchantRequest, @Root() order: MerchantOrder): Promise<RescueType[]> {
    const found = await loadRelation(request, rescuesOfOrders, ({ rescue }) => rescue.orderId ?? '', order.id)
    return found.map(toRescueType)
  }
}
