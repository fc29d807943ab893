import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { changeShopSettings } from './change-shop-settings.ts'
import { loadShopSettings, shopSettingsVersion, type ShopSettings } from './load-shop-settings.ts'
import { ChangeShopSettingsInputType, ShopSettingsType } from './shop-settings.type.ts'

const ChangeShopSettingsPayload = merchantPayload('ChangeShopSettingsPayload', {
  settings: () => ShopSettingsType,
})

const toShopSettings = ({ shop }: MerchantContext, settings: ShopSettings): ShopSettingsType => ({
  ...settings,
  cardsAccepted: settings.cardOffer !== 'NOBODY',
  version: shopSettingsVersion(settings),
  origins: shop.origins,
})

@Resolver()
export class ShopSettingsResolver {
  @Query(() => ShopSettingsType)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async shopSettings(@Ctx() ctx: MerchantContext): Promise<ShopSettingsType> {
    return toShopSettings(ctx, await loadShopSettings(ctx))
  }

  @Mutation(() => ChangeShopSettingsPayload)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeShopSettings(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeShopSettingsInputType) input: ChangeShopSettingsInputType,
  ) {
    return toPayload(ctx, ChangeShopSettingsPayload, async () => ({
      settings: toShopSettings(ctx, await changeShopSettings(ctx, input)),
    }))
  }
}
