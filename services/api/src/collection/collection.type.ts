import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { MerchantPicture } from '../media/merchant-picture.type.ts'

export enum CollectionKind {
  MANUAL = 'MANUAL',
  RULES = 'RULES',
}
registerEnumType(CollectionKind, {
  name: 'CollectionKind',
  valuesConfig: {
    MANUAL: { description: 'Chosen products.' },
    RULES: { description: 'Products that match rules enter and leave by themselves.' },
  },
})

export enum CollectionMatch {
  ALL = 'ALL',
  ANY = 'ANY',
}
registerEnumType(CollectionMatch, { name: 'CollectionMatch' })

export enum CollectionSort {
  MANUAL = 'MANUAL',
  NAME = 'NAME',
  PRICE_ASC = 'PRICE_ASC',
  PRICE_DESC = 'PRICE_DESC',
  NEWEST = 'NEWEST',
}
registerEnumType(CollectionSort, {
  name: 'CollectionSort',
  valuesConfig: { MANUAL: { description: 'As the products were arranged; not with rules.' } },
})

export enum CollectionCondition {
  NAME_CONTAINS = 'NAME_CONTAINS',
  SKU_STARTS_WITH = 'SKU_STARTS_WITH',
  PRICE_AT_LEAST = 'PRICE_AT_LEAST',
  PRICE_AT_MOST = 'PRICE_AT_MOST',
  IN_STOCK = 'IN_STOCK',
  CREATED_WITHIN_DAYS = 'CREATED_WITHIN_DAYS',
}
registerEnumType(CollectionCondition, {
  name: 'CollectionCondition',
  description:
    'A condition on prices, SKUs or stock is met if any variant meets it. Accents and case do not matter.',
})

@ObjectType('CollectionRule', { simpleResolvers: true })
export class CollectionRuleType {
  @Field(() => CollectionCondition)
  condition!: CollectionCondition

  @Field(() => String, { nullable: true, description: 'For names and SKUs.' })
  text!: string | null

  @Field(() => Int, { nullable: true, description: 'Prices in minor units, or days.' })
  number!: number | null
}

@ObjectType({ simpleResolvers: true })
export class CollectionProduct {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string
}

@ObjectType({ simpleResolvers: true, description: 'A collection as members edit it.' })
export class MerchantCollection {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  slug!: string

  @Field(() => String)
  name!: string

  @Field(() => ID, { nullable: true, description: 'Of the collection that it is in; null: at the top.' })
  parentId!: string | null

  @Field(() => String)
  descriptionHtml!: string

  @Field(() => MerchantPicture, { nullable: true })
  image!: MerchantPicture | null

  @Field(() => CollectionKind)
  kind!: CollectionKind

  @Field(() => CollectionMatch)
  match!: CollectionMatch

  @Field(() => [CollectionRuleType])
  rules!: CollectionRuleType[]

  @Field(() => CollectionSort)
  sort!: CollectionSort

  @Field(() => [CollectionProduct], { description: 'The chosen products, in their order; empty with rules.' })
  chosenProducts!: CollectionProduct[]

  @Field(() => Int, { description: 'Products that buyers see in it now.' })
  visibleProductCount!: number

  @Field(() => DateTime)
  updatedAt!: Date

  @Field(() => String, {
    description: 'To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string
}

@InputType()
export class CollectionRuleInput {
  @Field(() => CollectionCondition)
  condition!: CollectionCondition

  @Field(() => String, { nullable: true })
  text?: string | null

  @Field(() => Int, { nullable: true })
  number?: number | null
}

@InputType({
  description:
    'The whole collection: what is absent is removed, except the slug, the parent and the chosen products.',
})
export class CollectionInput {
  @Field(() => String, { description: 'At most 255 characters.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'Absent: made from the name, or as it was.' })
  slug?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The collection that it is in: not itself or one within it, and at most five levels in all. Null: at the top. Absent: as it was.',
  })
  parentId?: string | null

  @Field(() => String, { nullable: true, description: 'HTML, which is sanitised.' })
  descriptionHtml?: string | null

  @Field(() => ID, { nullable: true, description: 'Of an uploaded picture.' })
  imageId?: string | null

  @Field(() => CollectionKind, { nullable: true, description: 'MANUAL if absent.' })
  kind?: CollectionKind | null

  @Field(() => CollectionMatch, { nullable: true, description: 'ALL if absent.' })
  match?: CollectionMatch | null

  @Field(() => [CollectionRuleInput], { nullable: true, description: 'At most 20; ignored without rules.' })
  rules?: CollectionRuleInput[] | null

  @Field(() => CollectionSort, { nullable: true, description: 'MANUAL if absent, and NAME with rules.' })
  sort?: CollectionSort | null

  @Field(() => [ID], {
    nullable: true,
    description: 'The chosen products in their order, at most 1,000. Absent: as they were.',
  })
  productIds?: string[] | null
}
