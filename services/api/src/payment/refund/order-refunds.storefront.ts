import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../../app/context.ts'
import type { Order } from '../../order/order.entity.ts'
import { OrderType } from '../../order/order.type.ts'
import { OrderRefundType, toOrderRefundType } from './order-refund.type.ts'
import { selectRefunds } from './refunds-of-orders.ts'

/** What went back to the buyer, for whoever has the token of an order. */
@Resolver(() => OrderType)
export class OrderRefundsResolver {
  @FieldResolver(() => [OrderRefundType], {
    description:
      'Oldest first. Those that the merchant recorded: `refundedTotal` may be more, when the bank reported a refund that is not recorded yet.',
  })
  async refunds(@Ctx() ctx: BuyerContext, @Root() order: Order): Promise<OrderRefundType[]> {
    return (await selectRefunds(ctx, [order.id])).map(toOrderRefundType)
  }
}
