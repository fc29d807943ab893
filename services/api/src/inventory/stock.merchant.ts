import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { loadProduct } from '../product/load-products.ts'
import { MerchantVariant, toMerchantVariant } from '../product/product.type.ts'
import { adjustStock } from './adjust-stock.ts'
import { listStockMovements } from './list-stock-movements.ts'
import {
  AdjustStockInputType,
  StockMovementConnection,
  toStockMovementConnection,
} from './stock-movement.type.ts'

const AdjustStockPayload = merchantPayload('AdjustStockPayload', {
  variant: { type: () => MerchantVariant, description: 'With the new quantity; null if it was not changed.' },
})

@Resolver()
export class StockResolver {
  @Query(() => StockMovementConnection, {
    description: 'The changes of a variant’s quantity on hand, newest first.',
  })
  @EntryPoint({ access: 'product.read', rateLimit: 'member' })
  async stockHistory(
    @Ctx() ctx: MerchantContext,
    @Arg('variantId', () => ID, {
      description: '`MerchantVariant.id`; the list is empty for one of another shop.',
    })
    variantId: string,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 25,
      description: '1 to 100: BAD_USER_INPUT otherwise.',
    })
    first?: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<StockMovementConnection> {
    return toStockMovementConnection(
      await listStockMovements(ctx, { variantId, first: first ?? 25, ...(after != null && { after }) }),
    )
  }

  @Mutation(() => AdjustStockPayload, {
    description:
      'Changes the quantity on hand, by a difference or to a count. STOCK_BELOW_RESERVED if less would be left than orders have reserved. Written to the history of stock.',
  })
  @EntryPoint({ access: 'stock.write', rateLimit: 'member' })
  adjustStock(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => AdjustStockInputType, { description: 'Which variant, how many, and why.' })
    input: AdjustStockInputType,
  ) {
    return toPayload(ctx, AdjustStockPayload, async () => {
      const productId = await adjustStock(ctx, input)
      const product = await inTransaction(ctx, (tx) => loadProduct(tx, productId))
      const variant = product?.variants.find(({ id }) => id === input.variantId)
      return { variant: variant ? toMerchantVariant(variant, ctx.shop.currency) : null }
    })
  }
}
