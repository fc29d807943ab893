import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { storefrontPayload, toPayload } from '../kernel/payload.ts'
import type { Order } from '../order/order.entity.ts'
import { OrderType } from '../order/order.type.ts'
import { withdrawalFactsOfOrder } from './load-withdrawals.ts'
import { withdraw } from './withdraw.ts'
import { OrderWithdrawalType, toOrderWithdrawalType, WithdrawInputType } from './withdrawal.type.ts'

const WithdrawPayload = storefrontPayload('WithdrawPayload', {
  order: { type: () => OrderType, description: 'Null with `userErrors`: nothing was withdrawn.' },
})

/** The right of withdrawal, for whoever has the token of an order. */
@Resolver(() => OrderType)
export class OrderWithdrawalResolver {
  @Mutation(() => WithdrawPayload, {
    description:
      'The buyer withdraws from the purchase of some or all items: to be called by the step “confirm withdrawal” (L221-21). The acknowledgement is mailed. Nothing is refunded by it.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address', secureTransport: true })
  withdraw(
    @Ctx() ctx: BuyerContext,
    @Arg('input', () => WithdrawInputType, { description: 'From which order, and which items.' })
    input: WithdrawInputType,
  ) {
    return toPayload(ctx, WithdrawPayload, () => withdraw(ctx, input))
  }

  @FieldResolver(() => OrderWithdrawalType, { description: 'What the buyer can give back, and until when.' })
  async withdrawal(@Ctx() ctx: BuyerContext, @Root() order: Order): Promise<OrderWithdrawalType> {
    return toOrderWithdrawalType(order, await withdrawalFactsOfOrder(ctx, order.id), ctx.shop)
  }
}
