import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { toMerchantPayload } from '../kernel/to-merchant-payload.ts'
import { requirePermission } from '../kernel/require-permission.ts'
import { changeShopSettings } from './change-shop-settings.ts'
import { loadShopSettings } from './load-shop-settings.ts'
import { ChangeShopSettingsInputType, ChangeShopSettingsPayload, ShopSettings } from './shop-settings.type.ts'

@Resolver()
export class ShopSettingsResolver {
  @Query(() => ShopSettings)
  async shopSettings(@Ctx() request: MerchantRequest): Promise<ShopSettings> {
    const ctx = requirePermission(request, 'OWNER')
    return { ...(await loadShopSettings(ctx)), origins: ctx.shop.origins }
  }

  @Mutation(() => ChangeShopSettingsPayload)
  changeShopSettings(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => ChangeShopSettingsInputType) input: ChangeShopSettingsInputType,
  ): Promise<ChangeShopSettingsPayload> {
    const ctx = requirePermission(request, 'OWNER')
    const { origins } = ctx.shop
    return toMerchantPayload(
      ctx,
      async () => ({ settings: { ...(await changeShopSettings(ctx, input)), origins } }),
      { settings: null },
    )
  }
}
