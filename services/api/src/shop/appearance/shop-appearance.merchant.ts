import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { pictureUrl } from '../../media/picture.ts'
import {
  appearanceVersion,
  changeShopAppearance,
  loadShopAppearance,
  type ShopAppearance,
} from './change-shop-appearance.ts'

@ObjectType('ShopLogo', { description: 'An uploaded picture.' })
class ShopLogoType {
  @Field(() => ID, { description: 'For `ChangeShopAppearanceInput.logoId`.' })
  id!: string

  @Field(() => String, { description: 'Absolute, of the largest size.' })
  url!: string

  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  width!: number

  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  height!: number
}

@ObjectType('ShopAppearance', { description: 'How the shop looks in its storefronts.' })
class ShopAppearanceType {
  @Field(() => String, { description: 'As buyers see it: at most 100 characters.' })
  name!: string

  @Field(() => String, { nullable: true, description: '`#rrggbb`; null for the frontend’s own colour.' })
  accentColor!: string | null

  @Field(() => ShopLogoType, { nullable: true, description: 'Null without one.' })
  logo!: ShopLogoType | null

  @Field(() => String, { description: 'Changes with the appearance; to be sent with a change.' })
  version!: string
}

@InputType({ description: 'How the shop looks in its storefronts.' })
class ChangeShopAppearanceInput {
  @Field(() => String, { description: 'As buyers see it: at most 100 characters, with a letter or digit.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: '`#rrggbb`; null or empty for the frontend’s own colour.',
  })
  accentColor?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Of an uploaded picture; null for no logo, absent for the one that is stored.',
  })
  logoId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}

const ChangeShopAppearancePayload = merchantPayload('ChangeShopAppearancePayload', {
  appearance: { type: () => ShopAppearanceType, description: 'As it is now; null if it was not changed.' },
})

const toType = ({ app, shop }: MerchantContext, appearance: ShopAppearance): ShopAppearanceType => ({
  ...appearance,
  logo: appearance.logo && { ...appearance.logo, url: pictureUrl(app.env.apiUrl, shop.id, appearance.logo) },
  version: appearanceVersion(appearance),
})

@Resolver()
export class ShopAppearanceResolver {
  @Query(() => ShopAppearanceType, { description: 'Name, colour and logo of the shop.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async shopAppearance(@Ctx() ctx: MerchantContext): Promise<ShopAppearanceType> {
    return toType(ctx, await loadShopAppearance(ctx))
  }

  @Mutation(() => ChangeShopAppearancePayload, {
    description:
      'Storefronts follow within a second. REQUIRED, TEXT_TOO_LONG, ACCENT_COLOR_INVALID and ACCENT_COLOR_TOO_LIGHT, all at once; NOT_FOUND for a picture that the shop does not have.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeShopAppearance(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeShopAppearanceInput, { description: 'Name, colour and logo.' })
    input: ChangeShopAppearanceInput,
  ) {
    return toPayload(ctx, ChangeShopAppearancePayload, async () => ({
      appearance: toType(ctx, await changeShopAppearance(ctx, input)),
    }))
  }
}
