import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { availablePaymentModes } from './available-payment-modes.ts'
import { Bank, PaymentMode, ShopType } from './shop.type.ts'

@Resolver(() => ShopType)
export class ShopResolver {
  @Query(() => ShopType)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  shop(@Ctx() ctx: BuyerContext): ShopType {
    return ctx.shop
  }

  @FieldResolver(() => [PaymentMode])
  async paymentModes(@Ctx() ctx: BuyerContext): Promise<`${PaymentMode}`[]> {
    return availablePaymentModes(ctx.shop, (await this.banks(ctx)).length > 0, new Date())
  }

  @FieldResolver(() => [Bank])
  async banks(@Ctx() ctx: BuyerContext): Promise<Bank[]> {
    return ctx.shop.paymentModes.includes('BANK') ? (await ctx.app.catalogs.of(ctx.shop)).banks : []
  }
}
