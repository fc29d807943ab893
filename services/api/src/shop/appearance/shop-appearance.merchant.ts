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
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Absolute, of the largest size.' })
  url!: string

  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  width!: number

  @Field(() => Int)
  height!: number
}

@ObjectType('ShopAppearance')
class ShopAppearanceType {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true, description: '`#rrggbb`; null for the frontend’s own colour.' })
  accentColor!: string | null

  @Field(() => ShopLogoType, { nullable: true })
  logo!: ShopLogoType | null

  @Field(() => String, { description: 'Changes with the appearance; to be sent with a change.' })
  version!: string
}

@InputType()
class ChangeShopAppearanceInput {
  @Field(() => String)
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
  appearance: () => ShopAppearanceType,
})

const toType = ({ app, shop }: MerchantContext, appearance: ShopAppearance): ShopAppearanceType => ({
  ...appearance,
  logo: appearance.logo && { ...appearance.logo, url: pictureUrl(app.env.apiUrl, shop.id, appearance.logo) },
  version: appearanceVersion(appearance),
})

@Resolver()
export class ShopAppearanceResolver {
  @Query(() => ShopAppearanceType)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async shopAppearance(@Ctx() ctx: MerchantContext): Promise<ShopAppearanceType> {
    return toType(ctx, await loadShopAppearance(ctx))
  }

  @Mutation(() => ChangeShopAppearancePayload)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeShopAppearance(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeShopAppearanceInput) input: ChangeShopAppearanceInput,
  ) {
    return toPayload(ctx, ChangeShopAppearancePayload, async () => ({
      appearance: toType(ctx, await changeShopAppearance(ctx, input)),
    }))
  }
}
