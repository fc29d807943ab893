import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { money, Money } from '../kernel/money.type.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { announceReductions } from './announce-reductions.ts'
import { withdrawReductions } from './withdraw-reductions.ts'

@ObjectType('AnnouncedReduction')
class AnnouncedReductionType {
  @Field(() => ID)
  variantId!: string

  @Field(() => String)
  sku!: string

  @Field(() => Money)
  price!: Money

  @Field(() => Money, {
    description: 'The lowest price of the 30 days before the reduction, which buyers see crossed out.',
  })
  priorPrice!: Money
}

const AnnounceReductionsPayload = merchantPayload('AnnounceReductionsPayload', {
  reductions: () => [AnnouncedReductionType],
})
const WithdrawReductionsPayload = merchantPayload('WithdrawReductionsPayload', { variantIds: () => [ID] })

@Resolver()
export class ReductionResolver {
  @Mutation(() => AnnounceReductionsPayload, {
    description:
      'Shows buyers that these prices were reduced. What is crossed out is computed: the lowest price of the 30 days before. A price that rises ends its reduction.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  announceReductions(@Ctx() ctx: MerchantContext, @Arg('variantIds', () => [ID]) variantIds: string[]) {
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
    description: 'Prices stay as they are; nothing is crossed out any more.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  withdrawReductions(@Ctx() ctx: MerchantContext, @Arg('variantIds', () => [ID]) variantIds: string[]) {
    return toPayload(ctx, WithdrawReductionsPayload, () => withdrawReductions(ctx, { variantIds }))
  }
}
