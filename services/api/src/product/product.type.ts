import { Field, ID, Int, ObjectType } from 'type-graphql'
import { WithdrawalExemption } from '../catalog/withdrawal-exemption.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { encodeCursor } from '../kernel/cursor.ts'
import { money, Money } from '../kernel/money.type.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import { ProductStatus } from './product-status.ts'
import type { StoredProduct, StoredVariant } from './stored-product.ts'

@ObjectType({ simpleResolvers: true })
export class MerchantVariant {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'The merchant’s own number, unique in the shop.' })
  sku!: string

  @Field(() => String, {
    description: 'The option values, joined by “ / ”; without options, the given name.',
  })
  name!: string

  @Field(() => [String], { description: 'One for each of the product’s option names.' })
  optionValues!: string[]

  @Field(() => Money, { description: 'Including tax.' })
  price!: Money

  @Field(() => Money, {
    nullable: true,
    description: 'The price that the manufacturer recommends, including tax. Shown with that label only.',
  })
  recommendedPrice!: Money | null

  @Field(() => TaxCategory)
  taxCategory!: TaxCategory

  @Field(() => Int, { nullable: true })
  weightGrams!: number | null

  @Field(() => Int, { description: 'On the shelf, including what orders have reserved.' })
  onHand!: number

  @Field(() => Int, { description: 'Of orders that are not shipped yet.' })
  reserved!: number

  @Field(() => Int, { description: 'On hand and not reserved.' })
  available!: number

  @Field(() => Int, { nullable: true, description: 'Stock is low when no more than this is available.' })
  lowStockThreshold!: number | null
}

@ObjectType({ simpleResolvers: true })
export class CollectionOfProduct {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string
}

@ObjectType({ simpleResolvers: true, description: 'A product as members edit it.' })
export class MerchantProduct {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'The product’s part of its web address.' })
  slug!: string

  @Field(() => [String], { description: 'Earlier slugs, which lead to the product, newest first.' })
  previousSlugs!: string[]

  @Field(() => String)
  name!: string

  @Field(() => String, {
    description: 'Sanitised HTML: p, br, strong, em, ul, ol, li, h2, h3, and a with http, https or mailto.',
  })
  descriptionHtml!: string

  @Field(() => ProductStatus)
  status!: ProductStatus

  @Field(() => DateTime, {
    nullable: true,
    description: 'Of a published product, the time from which buyers see it; null: at once.',
  })
  publishAt!: Date | null

  @Field(() => Boolean, { description: 'Whether buyers see it now.' })
  isVisible!: boolean

  @Field(() => String, { nullable: true })
  seoTitle!: string | null

  @Field(() => String, { nullable: true })
  seoDescription!: string | null

  @Field(() => WithdrawalExemption, {
    nullable: true,
    description:
      'Why its buyer cannot withdraw from the purchase, or only on a condition; null for the right as it is.',
  })
  withdrawalExemption!: WithdrawalExemption | null

  @Field(() => [String], { description: 'What variants differ in, such as size and colour. At most three.' })
  optionNames!: string[]

  @Field(() => [MerchantVariant])
  variants!: MerchantVariant[]

  @Field(() => [CollectionOfProduct], { description: 'The collections of chosen products that it is in.' })
  collections!: CollectionOfProduct[]

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime)
  updatedAt!: Date

  @Field(() => String, {
    description:
      'Changes with the product, not with its stock. To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string
}

@ObjectType({ simpleResolvers: true })
export class MerchantProductEdge {
  @Field(() => String)
  cursor!: string

  @Field(() => MerchantProduct)
  node!: MerchantProduct
}

@ObjectType({ simpleResolvers: true, description: 'A page of a list.' })
export class MerchantProductConnection {
  @Field(() => [MerchantProductEdge])
  edges!: MerchantProductEdge[]

  @Field(() => [MerchantProduct])
  nodes!: MerchantProduct[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}

/** @param currency ISO 4217, of the shop */
export const toMerchantVariant = (variant: StoredVariant, currency: string): MerchantVariant => ({
  ...variant,
  price: money(variant.price, currency),
  recommendedPrice: variant.recommendedPrice === null ? null : money(variant.recommendedPrice, currency),
})

/** @param currency ISO 4217, of the shop */
export const toMerchantProduct = (product: StoredProduct, currency: string): MerchantProduct => ({
  ...product,
  variants: product.variants.map((variant) => toMerchantVariant(variant, currency)),
})

/** @param currency ISO 4217, of the shop */
export function toMerchantProductConnection(
  page: ListPage<StoredProduct>,
  currency: string,
): MerchantProductConnection {
  const nodes = page.rows.map((product) => toMerchantProduct(product, currency))
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: encodeCursor(node) })),
    pageInfo: toPageInfo(page, page.rows),
    totalCount: page.totalCount,
  }
}
