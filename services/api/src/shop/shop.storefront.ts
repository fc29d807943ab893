import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { countryCodes } from '../kernel/countries.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { postalCodeUse } from '../kernel/postal-code.ts'
import { availablePaymentModes } from './available-payment-modes.ts'
import { Bank, Country, PaymentMode, ShopTheme, ShopType } from './shop.type.ts'

@Resolver(() => ShopType)
export class ShopResolver {
  @Query(() => ShopType)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  shop(@Ctx() ctx: BuyerContext): ShopType {
    return ctx.shop
  }

  @FieldResolver(() => ShopTheme)
  theme(@Ctx() ctx: BuyerContext): ShopTheme {
    return { accentColor: ctx.shop.accentColor }
  }

  @FieldResolver(() => [PaymentMode])
  async paymentModes(@Ctx() ctx: BuyerContext): Promise<`${PaymentMode}`[]> {
    return availablePaymentModes(ctx.shop, (await this.banks(ctx)).length > 0, new Date())
  }

  @FieldResolver(() => [Bank])
  async banks(@Ctx() ctx: BuyerContext): Promise<Bank[]> {
    return ctx.shop.paymentModes.includes('BANK') ? (await ctx.app.catalogs.of(ctx.shop)).banks : []
  }

  @FieldResolver(() => [Country])
  countries(): Country[] {
    return countryCodes.map((code) => ({ code, postalCode: postalCodeUse(code) }))
  }
}
