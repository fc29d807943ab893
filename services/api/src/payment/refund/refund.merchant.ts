import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { Money, money } from '../../kernel/money.type.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { MerchantOrder, toMerchantOrder } from '../../order/merchant-order.type.ts'
import { batchLoad } from '../../platform/db/batch-load.ts'
import { refundablesOfOrders, type Refundable } from './load-refundable.ts'
import { recordRefund } from './record-refund.ts'
import { RecordRefundInputType } from './refund.input.ts'
import { RefundableType, RefundType, toRefundableType, toRefundType } from './refund.type.ts'
import { refundsOfOrders } from './refunds-of-orders.ts'

const RecordRefundPayload = merchantPayload('RecordRefundPayload', {
  order: { type: () => MerchantOrder, description: 'As it is now; null if nothing was recorded.' },
})

/** What went back to the buyers of orders. */
@Resolver(() => MerchantOrder)
export class RefundResolver {
  @Mutation(() => RecordRefundPayload, {
    description: 'Records that the merchant refunded the buyer at its bank. No money is moved.',
  })
  @EntryPoint({ access: 'payment.refund', rateLimit: 'member' })
  recordRefund(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => RecordRefundInputType, { description: 'Which order, and what went back.' })
    input: RecordRefundInputType,
  ) {
    return toPayload(ctx, RecordRefundPayload, async () => {
      const { order } = await recordRefund(ctx, input)
      return { order: toMerchantOrder(order) }
    })
  }

  @FieldResolver(() => [RefundType], { description: 'Oldest first.' })
  async refunds(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<RefundType[]> {
    return (await batchLoad(ctx, refundsOfOrders, ({ orderId }) => orderId, order.id)).map(toRefundType)
  }

  @FieldResolver(() => Money, {
    description:
      'What went back to the buyer, whether a refund was recorded for it or only the bank told of it.',
  })
  async refundedTotal(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<Money> {
    const { balance } = await load(ctx, order)
    return money(balance.refunded, order.total.currency)
  }

  @FieldResolver(() => RefundableType, {
    description: 'What of it can still be refunded, in minor units and by line, for a form.',
  })
  async refundable(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<RefundableType> {
    return toRefundableType(await load(ctx, order), order.total.currency)
  }
}

async function load(ctx: MerchantContext, order: MerchantOrder): Promise<Refundable> {
  const [refundable] = await batchLoad(ctx, refundablesOfOrders, ({ orderId }) => orderId, order.id)
  if (!refundable) throw new Error('There is no such order')
  return refundable
}
