import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { WITHDRAWAL_DAYS } from '../kernel/withdrawal-days.ts'
import { publishedPage } from '../shop/published-page.ts'
import { ShopType } from '../shop/shop.type.ts'
import { PAGE_NAMES } from './page-names.ts'

@ObjectType({
  simpleResolvers: true,
  description:
    'The right of withdrawal. Who pays for sending goods back is not in it: the page says it. Some products cannot be given back: `Product.withdrawalExemption`.',
})
class ReturnPolicy {
  @Field(() => Int, {
    description: 'Days after the delivery in which a consumer can withdraw (Directive 2011/83/EU, art. 9).',
  })
  days!: number

  @Field(() => String, {
    nullable: true,
    description:
      '`ShopPage.slug` of the page about it, in the language of the request if it is published in it; null until it is published.',
  })
  pageSlug!: string | null
}

@Resolver(() => ShopType)
export class ReturnPolicyResolver {
  @FieldResolver(() => ReturnPolicy, {
    description: 'Within how many days buyers can give goods back, in the form that search engines read.',
  })
  returnPolicy(@Ctx() { shop, language }: BuyerContext): ReturnPolicy {
    const page = publishedPage(shop, 'WITHDRAWAL', language)
    return { days: WITHDRAWAL_DAYS, pageSlug: page ? PAGE_NAMES.WITHDRAWAL[page.language].slug : null }
  }
}
