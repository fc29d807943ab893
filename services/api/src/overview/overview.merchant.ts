import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { loadShopOverviews } from './load-shop-overviews.ts'
import { ShopOverview } from './overview.type.ts'

@Resolver()
export class OverviewResolver {
  @Query(() => [ShopOverview], {
    description:
      'The shops in which the member works, by name, with what waits there and what they sold; with the header x-shop, only that shop.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  shopOverviews(
    @Ctx() request: MerchantRequest,
    @Arg('days', () => Int, {
      defaultValue: 30,
      nullable: true,
      description: 'Length of the sales, today included: at most 92.',
    })
    days: number,
  ): Promise<ShopOverview[]> {
    return loadShopOverviews(request, days ?? 30)
  }
}
