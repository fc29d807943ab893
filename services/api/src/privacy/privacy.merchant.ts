import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { MerchantOrder, toMerchantOrder } from '../order/merchant-order.type.ts'
import { BuyerDataType, KeptBuyerDataType, toBuyerData, toKeptData } from './buyer-data.type.ts'
import { eraseBuyerData } from './erase-buyer-data.ts'
import { exportBuyerData, ORDERS_PER_PART } from './export-buyer-data.ts'
import { loadBuyerData } from './load-buyer-data.ts'

const EraseBuyerDataPayload = merchantPayload('EraseBuyerDataPayload', {
  order: { type: () => MerchantOrder, description: 'With `erasedAt`; null if nothing was erased.' },
  erasedOrders: { type: () => Int, description: '0 when the buyer had been erased before.' },
  kept: {
    type: () => [KeptBuyerDataType],
    description: 'What stays although the buyer is erased, and why; null if nothing was erased.',
  },
})

const ExportBuyerDataPayload = merchantPayload('ExportBuyerDataPayload', {
  data: { type: () => String, description: 'JSON. Amounts in minor units, times in UTC.' },
  orderCount: { type: () => Int, description: 'Of all parts.' },
  nextPart: { type: () => Int, description: 'Null when this is the last.' },
})

/** Data of buyers: what buyers may ask of a shop (GDPR, art. 15, 17 and 20). */
@Resolver(() => MerchantOrder)
export class PrivacyResolver {
  @FieldResolver(() => BuyerDataType, {
    nullable: true,
    description:
      'What exporting or erasing its buyer concerns. Null once the buyer is erased, and for members without the permission `buyer.erase`.',
  })
  async buyerData(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<BuyerDataType | null> {
    if (order.erasedAt || !ctx.permissions.has('buyer.erase')) return null
    return toBuyerData(ctx, await loadBuyerData(ctx, order))
  }

  @Mutation(() => ExportBuyerDataPayload, {
    description: `Everything that the shop stores about the buyer of an order, ${ORDERS_PER_PART} orders at a time: all with the same email address. No digit of a card.`,
  })
  @EntryPoint({ access: 'buyer.export', rateLimit: 'member', recentAuthentication: true })
  exportBuyerData(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: 'Any order of the buyer: BUYER_ERASED once the buyer was erased.',
    })
    orderCode: string,
    @Arg('part', () => Int, {
      defaultValue: 1,
      description: 'From 1; NOT_FOUND for a part that does not exist.',
    })
    part = 1,
  ) {
    return toPayload(ctx, ExportBuyerDataPayload, () => exportBuyerData(ctx, { orderCode, part }))
  }

  @Mutation(() => EraseBuyerDataPayload, {
    description:
      'Erases the buyer of an order, from all orders of the shop with the same email address. Orders, invoices and the ledger stay. It cannot be undone.',
  })
  @EntryPoint({ access: 'buyer.erase', rateLimit: 'member', recentAuthentication: true })
  eraseBuyerData(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description:
        'Any order of the buyer: BUYER_HAS_OPEN_ORDERS if one of the buyer’s orders is not finished, and nothing is erased.',
    })
    orderCode: string,
  ) {
    return toPayload(ctx, EraseBuyerDataPayload, async () => {
      const { order, erasedOrders, kept } = await eraseBuyerData(ctx, { orderCode })
      return { order: toMerchantOrder(order), erasedOrders, kept: toKeptData(ctx, kept) }
    })
  }
}
