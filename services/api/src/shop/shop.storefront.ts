import { Arg, Ctx, FieldResolver, Query, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { countryCodes, parseCountry } from '../kernel/countries.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { postalCodeUse } from '../kernel/postal-code.ts'
import { pictureUrl, type ServedPicture } from '../media/picture.ts'
import { PictureType } from '../media/picture.type.ts'
import { availablePaymentModes } from './available-payment-modes.ts'
import { offeredPaymentMethods, PaymentMethod } from './payment-method.ts'
import { Bank, Country, PaymentMode, ShopTheme, ShopType } from './shop.type.ts'

@Resolver(() => ShopType)
export class ShopResolver {
  @Query(() => ShopType, { description: 'The shop of the x-shop-key header.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  shop(@Ctx() ctx: BuyerContext): ShopType {
    return ctx.shop
  }

  @FieldResolver(() => ShopTheme, { description: 'Colours and logo.' })
  theme(@Ctx() ctx: BuyerContext): ShopTheme {
    return { accentColor: ctx.shop.accentColor }
  }

  @FieldResolver(() => [PaymentMode], {
    description: 'What the shop has switched on. Which ways a given buyer is offered: `paymentMethods`.',
  })
  async paymentModes(@Ctx() ctx: BuyerContext): Promise<`${PaymentMode}`[]> {
    return availablePaymentModes(ctx.shop, (await this.banks(ctx)).length > 0, new Date())
  }

  @FieldResolver(() => [PaymentMethod], {
    description:
      'What a buyer with a billing address in this country (ISO 3166-1 alpha-2) can pay with, in the order in which to show it. For an order that is placed: Order.paymentMethods.',
  })
  paymentMethods(
    @Ctx() ctx: BuyerContext,
    @Arg('billingCountry', () => String, { description: 'ISO 3166-1 alpha-2 code.' }) billingCountry: string,
  ): Promise<PaymentMethod[]> {
    return offeredPaymentMethods(ctx, {
      channel: 'WEB',
      billingCountry: parseCountry(billingCountry) ?? ctx.shop.country,
    })
  }

  @FieldResolver(() => [Bank], { description: 'At which buyers can pay now; empty if there is none.' })
  async banks(@Ctx() ctx: BuyerContext): Promise<Bank[]> {
    return ctx.shop.paymentModes.includes('BANK') ? (await ctx.app.catalogs.of(ctx.shop)).banks : []
  }

  @FieldResolver(() => [Country])
  countries(): Country[] {
    return countryCodes.map((code) => ({ code, postalCode: postalCodeUse(code) }))
  }
}

@Resolver(() => ShopTheme)
export class ShopThemeResolver {
  @FieldResolver(() => PictureType, { nullable: true, description: 'Described by the name of the shop.' })
  logo(@Ctx() { app, shop: { id, logo, name } }: BuyerContext): ServedPicture | null {
    return logo && { ...logo, url: pictureUrl(app.env.apiUrl, id, logo), altText: name }
  }
}
