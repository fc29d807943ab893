import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { changeShopSettings } from './change-shop-settings.ts'
import { loadShopSettings } from './load-shop-settings.ts'
import { ChangeShopSettingsInputType, ShopSettings } from './shop-settings.type.ts'

const ChangeShopSettingsPayload = merchantPayload('ChangeShopSettingsPayload', {
  settings: () => ShopSettings,
})

@Resolver()
export class ShopSettingsResolver {
  @Query(() => ShopSettings)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async shopSettings(@Ctx() ctx: MerchantContext): Promise<ShopSettings> {
    return { ...(await loadShopSettings(ctx)), origins: ctx.shop.origins }
  }

  @Mutation(() => ChangeShopSettingsPayload)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeShopSettings(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeShopSettingsInputType) input: ChangeShopSettingsInputType,
  ) {
    return toPayload(ctx, ChangeShopSettingsPayload, async () => ({
      settings: { ...(await changeShopSettings(ctx, input)), origins: ctx.shop.origins },
    }))
  }
}
