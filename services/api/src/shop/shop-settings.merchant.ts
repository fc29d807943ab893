import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { changeShopSettings } from './change-shop-settings.ts'
import { loadShopSettings, shopSettingsVersion, type ShopSettings } from './load-shop-settings.ts'
import { ChangeShopSettingsInputType, ShopSettingsType } from './shop-settings.type.ts'

const ChangeShopSettingsPayload = merchantPayload('ChangeShopSettingsPayload', {
  settings: { type: () => ShopSettingsType, description: 'As they are now; null if they were not changed.' },
})

const toShopSettings = ({ shop }: MerchantContext, settings: ShopSettings): ShopSettingsType => ({
  ...settings,
  cardsAccepted: settings.cardOffer !== 'NOBODY',
  version: shopSettingsVersion(settings),
  origins: shop.origins,
})

@Resolver()
export class ShopSettingsResolver {
  @Query(() => ShopSettingsType, { description: 'Deadlines, pages and rules of the shop.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async shopSettings(@Ctx() ctx: MerchantContext): Promise<ShopSettingsType> {
    return toShopSettings(ctx, await loadShopSettings(ctx))
  }

  @Mutation(() => ChangeShopSettingsPayload, {
    description:
      'DELAY_OUT_OF_BOUNDS, PAGE_NOT_OF_SHOP and INVALID_EMAIL, all at once. REAUTHENTICATION_REQUIRED to switch the second factor off, to allow copies, or to erase buyers earlier; SECOND_FACTOR_REQUIRED to switch it off without one.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeShopSettings(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeShopSettingsInputType, {
      description: 'All of them, except those that say otherwise.',
    })
    input: ChangeShopSettingsInputType,
  ) {
    return toPayload(ctx, ChangeShopSettingsPayload, async () => ({
      settings: toShopSettings(ctx, await changeShopSettings(ctx, input)),
    }))
  }
}
