import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { toPayload } from '../kernel/to-payload.ts'
import type { BuyerContext } from '../app/context.ts'
import type { Order } from '../order/order.entity.ts'
import { OrderType } from '../order/order.type.ts'
import { findOrderOfRejectedCard } from './card/take/find-order-of-rejected-card.ts'
import { payByCard } from './card/take/pay-by-card.ts'
import { findOrderPayment } from './find-order-payment.ts'
import { PayByCardInputType, PayByCardPayload, Payment } from './payment.type.ts'

@Resolver(() => OrderType)
export class PaymentResolver {
  @FieldResolver(() => Payment, { nullable: true })
  payment(@Ctx() ctx: BuyerContext, @Root() order: Order) {
    return findOrderPayment(ctx, order)
  }

  @Mutation(() => PayByCardPayload, { description: 'Takes a card for an order.' })
  payByCard(@Ctx() ctx: BuyerContext, @Arg('input', () => PayByCardInputType) input: PayByCardInputType) {
    return toPayload(
      ctx,
      () => payByCard(ctx, input),
      () => findOrderOfRejectedCard(ctx, input),
    )
  }
}
