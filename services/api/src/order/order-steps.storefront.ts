import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { ShippingMethodType } from '../shipping/shipping-method.type.ts'
import { loadOrderSteps } from './load-order-steps.ts'
import type { Order } from './order.entity.ts'
import { OrderStepType } from './order-step.type.ts'
import { OrderType } from './order.type.ts'
import { shippingMethodOfOrder } from './shipping-method-of-order.ts'

/** Where an order is on its way to the buyer. */
@Resolver(() => OrderType)
export class OrderStepsResolver {
  @FieldResolver(() => [OrderStepType], {
    description:
      'What happened so far, oldest first, to show the buyer where the order is. What was undone is not among it.',
  })
  steps(@Ctx() ctx: BuyerContext, @Root() order: Order): Promise<OrderStepType[]> {
    return loadOrderSteps(ctx, order)
  }

  @FieldResolver(() => ShippingMethodType, {
    nullable: true,
    description:
      'What the buyer chose, named as when it was ordered; of an order to collect, with the address and the hours that the shop gives now. Null only for an order of a shop that had no method.',
  })
  shippingMethod(@Ctx() ctx: BuyerContext, @Root() order: Order): Promise<ShippingMethodType | null> {
    return shippingMethodOfOrder(ctx, order)
  }
}
