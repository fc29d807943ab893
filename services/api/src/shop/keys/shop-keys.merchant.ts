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
  @Field(() => ID, {
    description: 'The publishable key itself, for the header `x-shop-key`. It is no secret.',
  })
  key!: string

  @Field(() => String, { description: 'What the merchant calls it; may be empty.' })
  name!: string

  @Field(() => DateTime, { description: 'When it was created, by hand or as a successor.' })
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
  keys: {
    type: () => [ShopKeyType] as [typeof ShopKeyType],
    description: 'All keys of the shop, with the new one; null if none was created.',
  },
  key: { type: () => String, description: 'The new publishable key.' },
  secret: { type: () => String, description: 'The secret of the new key, which is never shown again.' },
}
const CreateShopKeyPayload = merchantPayload('CreateShopKeyPayload', created)
const RotateShopKeyPayload = merchantPayload('RotateShopKeyPayload', created)
const RevokeShopKeyPayload = merchantPayload('RevokeShopKeyPayload', {
  keys: {
    type: () => [ShopKeyType] as [typeof ShopKeyType],
    description: 'Those that are left; null if none was revoked.',
  },
})
const AddShopOriginPayload = merchantPayload('AddShopOriginPayload', {
  origins: {
    type: () => [String] as [StringConstructor],
    description: 'All websites of the shop, as `shopOrigins`; null if the list was not changed.',
  },
})
const RemoveShopOriginPayload = merchantPayload('RemoveShopOriginPayload', {
  origins: {
    type: () => [String] as [StringConstructor],
    description: 'All websites of the shop, as `shopOrigins`; null if the list was not changed.',
  },
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

  @Mutation(() => CreateShopKeyPayload, {
    description:
      'Creates a publishable key and its secret for a frontend of the shop. TOO_MANY_SHOP_KEYS if it has ten.',
  })
  @EntryPoint(change)
  createShopKey(
    @Ctx() ctx: MerchantContext,
    @Arg('name', () => String, {
      description: 'Where the keys are used: at most 60 characters, and may be empty.',
    })
    name: string,
  ) {
    return toPayload(ctx, CreateShopKeyPayload, () => createShopKey(ctx, { name }))
  }

  @Mutation(() => RotateShopKeyPayload, {
    description:
      'Creates the successor of a key, which gets its name. The old one stays valid for `overlapHours`.',
  })
  @EntryPoint(change)
  rotateShopKey(
    @Ctx() ctx: MerchantContext,
    @Arg('key', () => ID, {
      description: '`ShopKey.key`: NOT_FOUND if the shop has no such key, or it has expired.',
    })
    key: string,
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

  @Mutation(() => RevokeShopKeyPayload, {
    description: 'Ends a key and its secret for good, within a second.',
  })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  revokeShopKey(
    @Ctx() ctx: MerchantContext,
    @Arg('key', () => ID, { description: '`ShopKey.key`: NOT_FOUND if the shop has no such key.' })
    key: string,
  ) {
    return toPayload(ctx, RevokeShopKeyPayload, () => revokeShopKey(ctx, { key }))
  }

  @Mutation(() => AddShopOriginPayload, {
    description:
      'Lets the pages of a website call the storefront API for this shop. ORIGIN_INVALID, ORIGIN_ALREADY_ADDED, or TOO_MANY_ORIGINS after 20.',
  })
  @EntryPoint(change)
  addShopOrigin(
    @Ctx() ctx: MerchantContext,
    @Arg('origin', () => String, {
      description: 'As browsers send it, `https://shop.example`: without path. http only for this machine.',
    })
    origin: string,
  ) {
    return toPayload(ctx, AddShopOriginPayload, async () => ({
      origins: await addShopOrigin(ctx, { origin }),
    }))
  }

  @Mutation(() => RemoveShopOriginPayload, {
    description:
      'The pages of the website can no longer call the storefront API. ORIGIN_IN_USE while mails link to a page on it.',
  })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  removeShopOrigin(
    @Ctx() ctx: MerchantContext,
    @Arg('origin', () => String, { description: 'One of `shopOrigins`: NOT_FOUND otherwise.' })
    origin: string,
  ) {
    return toPayload(ctx, RemoveShopOriginPayload, async () => ({
      origins: await removeShopOrigin(ctx, { origin }),
    }))
  }
}
