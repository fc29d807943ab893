import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { money, Money } from '../kernel/money.type.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { announceReductions } from './announce-reductions.ts'
import { loadPriceReductions } from './load-price-reductions.ts'
import { reducePrices } from './reduce-prices.ts'
import { PriceReductionType, ReducePricesInputType, toPriceReductionType } from './reduction.type.ts'
import { withdrawReductions } from './withdraw-reductions.ts'

@ObjectType('AnnouncedReduction', { description: 'A reduction that buyers see from now on.' })
class AnnouncedReductionType {
  @Field(() => ID, { description: '`MerchantVariant.id`.' })
  variantId!: string

  @Field(() => String, { description: 'The merchant’s number of the variant.' })
  sku!: string

  @Field(() => Money, { description: 'The reduced one, including tax.' })
  price!: Money

  @Field(() => Money, {
    description: 'The lowest price of the 30 days before the reduction, which buyers see crossed out.',
  })
  priorPrice!: Money
}

const AnnounceReductionsPayload = merchantPayload('AnnounceReductionsPayload', {
  reductions: {
    type: () => [AnnouncedReductionType],
    description: 'One for each variant; null if nothing was announced.',
  },
})
const ReducePricesPayload = merchantPayload('ReducePricesPayload', {
  reductions: {
    type: () => [PriceReductionType],
    description: 'One for each variant, as it is now; null if nothing was reduced.',
  },
})
const WithdrawReductionsPayload = merchantPayload('WithdrawReductionsPayload', {
  variantIds: { type: () => [ID], description: 'Those that had a reduction; null if nothing was done.' },
})

@Resolver()
export class ReductionResolver {
  @Query(() => [PriceReductionType], { description: 'The variants of these products, in their order.' })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  async priceReductions(
    @Ctx() ctx: MerchantContext,
    @Arg('productIds', () => [ID], {
      description: '`MerchantProduct.id` of each; those of no product of the shop are left out.',
    })
    productIds: string[],
  ): Promise<PriceReductionType[]> {
    const reductions = await loadPriceReductions(ctx, { productIds })
    return reductions.map((reduction) => toPriceReductionType(reduction, ctx.shop.currency))
  }

  @Mutation(() => ReducePricesPayload, {
    description:
      'Reduces prices and announces it, at once or later. Each price must be below the lowest one of the 30 days before the reduction, which buyers see crossed out.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  reducePrices(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ReducePricesInputType, { description: 'Which prices, and for how long.' })
    input: ReducePricesInputType,
  ) {
    return toPayload(ctx, ReducePricesPayload, async () => {
      const { reductions } = await reducePrices(ctx, input)
      return {
        reductions: reductions.map((reduction) => toPriceReductionType(reduction, ctx.shop.currency)),
      }
    })
  }

  @Mutation(() => AnnounceReductionsPayload, {
    description:
      'Shows buyers that these prices were reduced. What is crossed out is computed: the lowest price of the 30 days before. A price that rises ends its reduction.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  announceReductions(
    @Ctx() ctx: MerchantContext,
    @Arg('variantIds', () => [ID], {
      description:
        '`MerchantVariant.id` of each: PRICE_NOT_REDUCED where the price did not fall within the last 30 days.',
    })
    variantIds: string[],
  ) {
    return toPayload(ctx, AnnounceReductionsPayload, async () => {
      const { reductions } = await announceReductions(ctx, { variantIds })
      return {
        reductions: reductions.map((reduction) => ({
          ...reduction,
          price: money(reduction.price, ctx.shop.currency),
          priorPrice: money(reduction.priorPrice, ctx.shop.currency),
        })),
      }
    })
  }

  @Mutation(() => WithdrawReductionsPayload, {
    description: 'Nothing is crossed out any more, and what is planned is dropped.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  withdrawReductions(
    @Ctx() ctx: MerchantContext,
    @Arg('variantIds', () => [ID], {
      description: '`MerchantVariant.id` of each; one without a reduction is left as it is.',
    })
    variantIds: string[],
    @Arg('restorePrices', () => Boolean, {
      defaultValue: false,
      description: 'Whether prices return to those of before the reduction, where these are known.',
    })
    restorePrices: boolean,
  ) {
    return toPayload(ctx, WithdrawReductionsPayload, () =>
      withdrawReductions(ctx, { variantIds, restorePrices }),
    )
  }
}
