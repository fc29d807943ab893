import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { MerchantOrder, toMerchantOrder } from '../order/merchant-order.type.ts'
import { markShipped } from './mark-shipped.ts'

const MarkShippedPayload = merchantPayload('MarkShippedPayload', { order: () => MerchantOrder })

@Resolver()
export class FulfillmentResolver {
  @Mutation(() => MarkShippedPayload)
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  markShipped(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String) orderCode: string,
    @Arg('carrier', () => String, { nullable: true }) carrier?: string | null,
    @Arg('trackingUrl', () => String, { nullable: true }) trackingUrl?: string | null,
  ) {
    return toPayload(ctx, MarkShippedPayload, async () => {
      const { order } = await markShipped(ctx, { orderCode, carrier, trackingUrl })
      return { order: toMerchantOrder(order) }
    })
  }
}
