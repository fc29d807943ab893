import { Arg, Ctx, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { countNewOrders, MAX_NEW_ORDERS } from './count-new-orders.ts'
import { OrderFilterChoices } from './filter-choices.type.ts'
import { loadFilterChoices } from './load-filter-choices.ts'
import { OrderChanges } from './order-changes.type.ts'
import { OrderFilter } from './order-filter.type.ts'

/** What stands around the list of the shop's orders. */
@Resolver()
export class OrderListResolver {
  @Query(() => OrderFilterChoices, { description: 'What there is to filter the orders of the shop by.' })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  orderFilterChoices(@Ctx() ctx: MerchantContext): Promise<OrderFilterChoices> {
    return loadFilterChoices(ctx)
  }

  @Query(() => OrderChanges, {
    description:
      'What is new since a list was loaded, for asking again and again. Leaves out the search of the filter.',
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async orderChanges(
    @Ctx() ctx: MerchantContext,
    @Arg('since', () => DateTime, {
      description: 'When the list was loaded; orders that were placed at that instant are counted.',
    })
    since: Date,
    @Arg('filter', () => OrderFilter, { nullable: true, description: 'Null for all orders.' })
    filter?: OrderFilter | null,
  ): Promise<OrderChanges> {
    const count = await countNewOrders(ctx, { since, filter })
    return { newOrders: Math.min(count, MAX_NEW_ORDERS), newOrdersAreCapped: count > MAX_NEW_ORDERS }
  }
}
