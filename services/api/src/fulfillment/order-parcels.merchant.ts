import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { PersonalData } from '../kernel/personal-data.ts'
import { MerchantOrder } from '../order/merchant-order.type.ts'
import { batchLoad } from '../platform/db/batch-load.ts'
import { findOrdersByCodes } from './find-orders-by-codes.ts'
import { hasNoParcel, parcelsOfOrders } from './load-parcels.ts'
import { shippableLinesOfOrders } from './load-shippable-lines.ts'
import { letterhead, PackingSlips, toPackingSlip } from './packing-slips.type.ts'
import type { Parcel } from './parcel.ts'
import { MerchantParcelType, ShippableLineType } from './parcel.type.ts'

/** What an order’s parcels tell of it. */
@Resolver(() => MerchantOrder)
export class MerchantOrderParcelsResolver {
  @Query(() => PackingSlips, {
    description:
      'What packing slips of these orders show, in the given order; codes of no order are left out. At most 100.',
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async packingSlips(
    @Ctx() ctx: MerchantContext,
    @Arg('codes', () => [String], {
      description: '`MerchantOrder.code` of each: BAD_USER_INPUT for more than 100.',
    })
    codes: string[],
  ): Promise<PackingSlips> {
    const orders = await findOrdersByCodes(ctx, codes)
    return { ...letterhead(ctx), slips: orders.map(toPackingSlip) }
  }

  @FieldResolver(() => [MerchantParcelType], { description: 'Oldest first.' })
  async parcels(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<Parcel[]> {
    if (hasNoParcel(order)) return []
    return batchLoad(ctx, parcelsOfOrders, ({ orderId }) => orderId, order.id)
  }

  @FieldResolver(() => [ShippableLineType], { description: 'All its lines, with what is in no parcel yet.' })
  shippableLines(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<ShippableLineType[]> {
    return batchLoad(ctx, shippableLinesOfOrders, ({ orderId }) => orderId, order.id)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Of the newest parcel.' })
  async carrier(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<string | null> {
    return (await this.parcels(ctx, order)).at(-1)?.carrier ?? null
  }

  @PersonalData()
  @FieldResolver(() => String, { nullable: true, description: 'Of the newest parcel.' })
  async trackingUrl(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<string | null> {
    return (await this.parcels(ctx, order)).at(-1)?.trackingUrl ?? null
  }
}
