import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql'
import type { BuyerContext } from '../context.ts'
import { limitByAddress } from '../limit-by-address.ts'
import { Bank } from './bank.type.ts'
import { ShopType } from './shop.type.ts'

@Resolver(() => ShopType)
export class ShopResolver {
  @Query(() => ShopType)
  shop(@Ctx() ctx: BuyerContext): ShopType {
    limitByAddress(ctx)
    return ctx.shop
  }

  @FieldResolver(() => [Bank])
  async banks(@Ctx() ctx: BuyerContext): Promise<Bank[]> {
    return ctx.shop.paymentModes.includes('BANK') ? (await ctx.app.catalogs.of(ctx.shop)).banks : []
  }
}
