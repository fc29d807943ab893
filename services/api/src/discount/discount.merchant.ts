import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import { validate } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { DiscountCollection, DiscountInputType, DiscountType, toDiscountType } from './discount.type.ts'
import { loadDiscountCollections, loadDiscounts, selectDiscounts } from './load-discounts.ts'
import { removeDiscount } from './remove-discount.ts'
import { saveDiscount } from './save-discount.ts'

const SaveDiscountPayload = merchantPayload('SaveDiscountPayload', {
  discount: { type: () => DiscountType, description: 'As it is stored; null if it was not.' },
})
const RemoveDiscountPayload = merchantPayload('RemoveDiscountPayload', {})

@Resolver()
export class DiscountResolver {
  @Query(() => [DiscountType], { description: 'The newest first.' })
  @EntryPoint({ access: 'discount.read', rateLimit: 'member' })
  async discounts(@Ctx() ctx: MerchantContext): Promise<DiscountType[]> {
    return (await loadDiscounts(ctx)).map((discount) => toDiscountType(discount, ctx.shop.currency))
  }

  @Query(() => DiscountType, {
    nullable: true,
    description: 'A discount of the shop; null if it has no such one.',
  })
  @EntryPoint({ access: 'discount.read', rateLimit: 'member' })
  async discount(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`MerchantDiscount.id`.' }) id: string,
  ): Promise<DiscountType | null> {
    if (!validate(id)) return null
    const [found] = await inTransaction(ctx, (tx) => selectDiscounts(tx, id))
    return found ? toDiscountType(found, ctx.shop.currency) : null
  }

  @Query(() => [DiscountCollection], { description: 'The collections that a discount may be limited to.' })
  @EntryPoint({ access: 'discount.read', rateLimit: 'member' })
  discountCollections(@Ctx() ctx: MerchantContext): Promise<DiscountCollection[]> {
    return loadDiscountCollections(ctx)
  }

  @Mutation(() => SaveDiscountPayload, {
    description:
      'Creates a discount, or changes all of one: what is absent is removed. Errors name each wrong part in `field`; DISCOUNT_CODE_TAKEN for a code that another one has.',
  })
  @EntryPoint({ access: 'discount.write', rateLimit: 'member' })
  saveDiscount(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => DiscountInputType, { description: 'The discount.' }) input: DiscountInputType,
  ) {
    return toPayload(ctx, SaveDiscountPayload, async () => {
      const { discount } = await saveDiscount(ctx, input)
      return { discount: toDiscountType(discount, ctx.shop.currency) }
    })
  }

  @Mutation(() => RemoveDiscountPayload, { description: 'Orders keep what it took off.' })
  @EntryPoint({ access: 'discount.write', rateLimit: 'member' })
  removeDiscount(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, {
      description: '`MerchantDiscount.id`: NOT_FOUND if the shop has no such discount.',
    })
    id: string,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'The version that the member saw: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
    })
    version?: number | null,
  ) {
    return toPayload(ctx, RemoveDiscountPayload, () => removeDiscount(ctx, { id, version }))
  }
}
