import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import {
  appearanceVersion,
  changeShopAppearance,
  loadShopAppearance,
  type ShopAppearance,
} from './change-shop-appearance.ts'

@ObjectType('ShopAppearance')
class ShopAppearanceType {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true, description: '`#rrggbb`; null for the frontend’s own colour.' })
  accentColor!: string | null

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

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}

const ChangeShopAppearancePayload = merchantPayload('ChangeShopAppearancePayload', {
  appearance: () => ShopAppearanceType,
})

const toType = (appearance: ShopAppearance): ShopAppearanceType => ({
  ...appearance,
  version: appearanceVersion(appearance),
})

@Resolver()
export class ShopAppearanceResolver {
  @Query(() => ShopAppearanceType)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async shopAppearance(@Ctx() ctx: MerchantContext): Promise<ShopAppearanceType> {
    return toType(await loadShopAppearance(ctx))
  }

  @Mutation(() => ChangeShopAppearancePayload)
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeShopAppearance(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeShopAppearanceInput) input: ChangeShopAppearanceInput,
  ) {
    return toPayload(ctx, ChangeShopAppearancePayload, async () => ({
      appearance: toType(await changeShopAppearance(ctx, input)),
    }))
  }
}
