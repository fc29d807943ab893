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

@ObjectType({
  simpleResolvers: true,
  description: 'What buyers order: a product in one combination of its options.',
})
export class MerchantVariant {
  @Field(() => ID, { description: 'Never changes.' })
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

  @Field(() => TaxCategory, {
    description: 'It decides the rate of VAT, with the country to which an order goes.',
  })
  taxCategory!: TaxCategory

  @Field(() => Int, {
    nullable: true,
    description: 'Of the goods, for deliveries by weight; null counts as 0.',
  })
  weightGrams!: number | null

  @Field(() => String, {
    nullable: true,
    description: 'The number of its barcode (GTIN): 8, 12, 13 or 14 digits; null if it is not known.',
  })
  gtin!: string | null

  @Field(() => Int, { description: 'On the shelf, including what orders have reserved.' })
  onHand!: number

  @Field(() => Int, { description: 'Of orders that are not shipped yet.' })
  reserved!: number

  @Field(() => Int, { description: 'On hand and not reserved.' })
  available!: number

  @Field(() => Int, { nullable: true, description: 'Stock is low when no more than this is available.' })
  lowStockThreshold!: number | null
}

@ObjectType({ simpleResolvers: true, description: 'A collection for which a product was chosen.' })
export class CollectionOfProduct {
  @Field(() => ID, { description: '`MerchantCollection.id`.' })
  id!: string

  @Field(() => String, { description: 'At most 255 characters.' })
  name!: string
}

@ObjectType({ simpleResolvers: true, description: 'A product as members edit it.' })
export class MerchantProduct {
  @Field(() => ID, { description: 'Never changes.' })
  id!: string

  @Field(() => String, { description: 'The product’s part of its web address.' })
  slug!: string

  @Field(() => [String], { description: 'Earlier slugs, which lead to the product, newest first.' })
  previousSlugs!: string[]

  @Field(() => String, { description: 'Plain text, at most 255 characters.' })
  name!: string

  @Field(() => String, {
    description: 'Sanitised HTML: p, br, strong, em, ul, ol, li, h2, h3, and a with http, https or mailto.',
  })
  descriptionHtml!: string

  @Field(() => ProductStatus, { description: 'Whether buyers can see it; see `isVisible`.' })
  status!: ProductStatus

  @Field(() => DateTime, {
    nullable: true,
    description: 'Of a published product, the time from which buyers see it; null: at once.',
  })
  publishAt!: Date | null

  @Field(() => Boolean, { description: 'Whether buyers see it now.' })
  isVisible!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'For the title of the page, at most 255 characters; null: the name.',
  })
  seoTitle!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'For search engines, at most 1,000 characters; null: the description.',
  })
  seoDescription!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Of the manufacturer, at most 100 characters; null if it is not known.',
  })
  brand!: string | null

  @Field(() => WithdrawalExemption, {
    nullable: true,
    description:
      'Why its buyer cannot withdraw from the purchase, or only on a condition; null for the right as it is.',
  })
  withdrawalExemption!: WithdrawalExemption | null

  @Field(() => [String], { description: 'What variants differ in, such as size and colour. At most three.' })
  optionNames!: string[]

  @Field(() => [MerchantVariant], { description: 'In the order in which buyers see them: 1 to 250.' })
  variants!: MerchantVariant[]

  @Field(() => [CollectionOfProduct], { description: 'The collections of chosen products that it is in.' })
  collections!: CollectionOfProduct[]

  @Field(() => DateTime, { description: 'Never changes.' })
  createdAt!: Date

  @Field(() => DateTime, { description: 'When a member or an import last changed it; not its stock.' })
  updatedAt!: Date

  @Field(() => String, {
    description:
      'Changes with the product, not with its stock. To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string
}

@ObjectType({ simpleResolvers: true, description: 'A product in the list.' })
export class MerchantProductEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string

  @Field(() => MerchantProduct, { description: 'The product.' })
  node!: MerchantProduct
}

@ObjectType({ simpleResolvers: true, description: 'A page of a list.' })
export class MerchantProductConnection {
  @Field(() => [MerchantProductEdge], { description: 'Those of the page, each with its cursor.' })
  edges!: MerchantProductEdge[]

  @Field(() => [MerchantProduct], { description: 'Those of the page.' })
  nodes!: MerchantProduct[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo

  @Field(() => Int, { description: 'Of the whole list, not only of this page.' })
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
