import { Ctx, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { OrderFilterChoices } from './filter-choices.type.ts'
import { loadFilterChoices } from './load-filter-choices.ts'

/** What stands around the list of the shop's orders. */
@Resolver()
export class OrderListResolver {
  @Query(() => OrderFilterChoices)
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  orderFilterChoices(@Ctx() ctx: MerchantContext): Promise<OrderFilterChoices> {
    return loadFilterChoices(ctx)
  }
}
