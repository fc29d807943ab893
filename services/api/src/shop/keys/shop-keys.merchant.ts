import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { DateTime } from '../../kernel/date-time.type.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { addShopOrigin } from './add-shop-origin.ts'
import { createShopKey } from './create-shop-key.ts'
import { listShopKeys, type ShopKey } from './list-shop-keys.ts'
import { listShopOrigins } from './list-shop-origins.ts'
import { loadOrderPage } from './load-order-page.ts'
import { removeShopOrigin } from './remove-shop-origin.ts'
import { revokeShopKey } from './revoke-shop-key.ts'
import { rotateShopKey } from './rotate-shop-key.ts'

@ObjectType('ShopKey', { description: 'A publishable key of the storefront API. Its secret is shown once.' })
class ShopKeyType {
  @Field(() => ID)
  key!: string

  @Field(() => String, { description: 'What the merchant calls it; may be empty.' })
  name!: string

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it stops being valid; null until it is rotated.',
  })
  expiresAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'To the minute; null if it was never used.' })
  lastUsedAt!: Date | null
}

const created = {
  keys: () => [ShopKeyType] as [typeof ShopKeyType],
  key: { type: () => String, description: 'The new publishable key.' },
  secret: { type: () => String, description: 'The secret of the new key, which is never shown again.' },
}
const CreateShopKeyPayload = merchantPayload('CreateShopKeyPayload', created)
const RotateShopKeyPayload = merchantPayload('RotateShopKeyPayload', created)
const RevokeShopKeyPayload = merchantPayload('RevokeShopKeyPayload', {
  keys: () => [ShopKeyType] as [typeof ShopKeyType],
})
const AddShopOriginPayload = merchantPayload('AddShopOriginPayload', {
  origins: () => [String] as [StringConstructor],
})
const RemoveShopOriginPayload = merchantPayload('RemoveShopOriginPayload', {
  origins: () => [String] as [StringConstructor],
})

/** Keys and origins decide which websites may act for the shop: mails link to its origins with the secrets of buyers. */
const change = { access: 'api_key.manage', rateLimit: 'member', recentAuthentication: true } as const

@Resolver()
export class ShopKeysResolver {
  @Query(() => [ShopKeyType], { description: 'Oldest first.' })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  shopKeys(@Ctx() ctx: MerchantContext): Promise<ShopKey[]> {
    return listShopKeys(ctx)
  }

  @Query(() => [String], {
    description:
      'The websites whose pages may call the storefront API for this shop, those on a developer’s machine last.',
  })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  shopOrigins(@Ctx() ctx: MerchantContext): Promise<string[]> {
    return listShopOrigins(ctx)
  }

  @Query(() => String, {
    nullable: true,
    description: 'The page to which mails about an order link; null while the shop has no website.',
  })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  orderPage(@Ctx() ctx: MerchantContext): Promise<string | null> {
    return loadOrderPage(ctx)
  }

  @Mutation(() => CreateShopKeyPayload)
  @EntryPoint(change)
  createShopKey(@Ctx() ctx: MerchantContext, @Arg('name', () => String) name: string) {
    return toPayload(ctx, CreateShopKeyPayload, () => createShopKey(ctx, { name }))
  }

  @Mutation(() => RotateShopKeyPayload)
  @EntryPoint(change)
  rotateShopKey(
    @Ctx() ctx: MerchantContext,
    @Arg('key', () => ID) key: string,
    @Arg('overlapHours', () => Int, {
      nullable: true,
      description: 'How long the old key stays valid: 0 to 720 hours; null until it is revoked.',
    })
    overlapHours?: number | null,
  ) {
    return toPayload(ctx, RotateShopKeyPayload, () =>
      rotateShopKey(ctx, { key, overlapHours: overlapHours ?? null }),
    )
  }

  @Mutation(() => RevokeShopKeyPayload)
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  revokeShopKey(@Ctx() ctx: MerchantContext, @Arg('key', () => ID) key: string) {
    return toPayload(ctx, RevokeShopKeyPayload, () => revokeShopKey(ctx, { key }))
  }

  @Mutation(() => AddShopOriginPayload)
  @EntryPoint(change)
  addShopOrigin(@Ctx() ctx: MerchantContext, @Arg('origin', () => String) origin: string) {
    return toPayload(ctx, AddShopOriginPayload, async () => ({
      origins: await addShopOrigin(ctx, { origin }),
    }))
  }

  @Mutation(() => RemoveShopOriginPayload)
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  removeShopOrigin(@Ctx() ctx: MerchantContext, @Arg('origin', () => String) origin: string) {
    return toPayload(ctx, RemoveShopOriginPayload, async () => ({
      origins: await removeShopOrigin(ctx, { origin }),
    }))
  }
}
