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

const AdjustStockPayload = merchantPayload('AdjustStockPayload', { variant: () => MerchantVariant })

@Resolver()
export class StockResolver {
  @Query(() => StockMovementConnection, {
    description: 'The changes of a variant’s quantity on hand, newest first.',
  })
  @EntryPoint({ access: 'product.read', rateLimit: 'member' })
  async stockHistory(
    @Ctx() ctx: MerchantContext,
    @Arg('variantId', () => ID) variantId: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 25 }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<StockMovementConnection> {
    return toStockMovementConnection(
      await listStockMovements(ctx, { variantId, first: first ?? 25, ...(after != null && { after }) }),
    )
  }

  @Mutation(() => AdjustStockPayload)
  @EntryPoint({ access: 'stock.write', rateLimit: 'member' })
  adjustStock(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => AdjustStockInputType) input: AdjustStockInputType,
  ) {
    return toPayload(ctx, AdjustStockPayload, async () => {
      const productId = await adjustStock(ctx, input)
      const product = await inTransaction(ctx, (tx) => loadProduct(tx, productId))
      const variant = product?.variants.find(({ id }) => id === input.variantId)
      return { variant: variant ? toMerchantVariant(variant, ctx.shop.currency) : null }
    })
  }
}
