import { Ctx, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { loadShopAlerts } from './load-shop-alerts.ts'
import { ShopAlerts } from './shop-alerts.type.ts'

/** What every page of a merchant's portal shows beside its own data. */
@Resolver()
export class ShopAlertsResolver {
  @Query(() => ShopAlerts, {
    nullable: true,
    description: 'Null without a shop, and in a shop in which the member does not work.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  shopAlerts(@Ctx() request: MerchantRequest): Promise<ShopAlerts | null> {
    return loadShopAlerts(request)
  }
}
