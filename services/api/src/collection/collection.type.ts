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
  description: 'How products get into a collection.',
})

export enum CollectionMatch {
  ALL = 'ALL',
  ANY = 'ANY',
}
registerEnumType(CollectionMatch, {
  name: 'CollectionMatch',
  description: 'How many of its rules a product of a collection meets.',
  valuesConfig: { ALL: { description: 'Every rule.' }, ANY: { description: 'At least one rule.' } },
})

export enum CollectionSort {
  MANUAL = 'MANUAL',
  NAME = 'NAME',
  PRICE_ASC = 'PRICE_ASC',
  PRICE_DESC = 'PRICE_DESC',
  NEWEST = 'NEWEST',
}
registerEnumType(CollectionSort, {
  name: 'CollectionSort',
  valuesConfig: {
    MANUAL: { description: 'As the products were arranged; not with rules.' },
    NAME: { description: 'Alphabetically.' },
    NEWEST: { description: 'Those created last come first.' },
    PRICE_ASC: { description: 'The cheapest first.' },
    PRICE_DESC: { description: 'The dearest first.' },
  },
  description: 'In which order buyers see the products of a collection.',
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
  valuesConfig: {
    CREATED_WITHIN_DAYS: {
      description: 'The product was created so many days ago or less: `number`, at most 3,650.',
    },
    IN_STOCK: { description: 'Something of it is available. Takes neither text nor number.' },
    NAME_CONTAINS: { description: 'The name of the product contains `text`.' },
    PRICE_AT_LEAST: { description: 'The price is `number` or more: minor units, including tax.' },
    PRICE_AT_MOST: { description: 'The price is `number` or less: minor units, including tax.' },
    SKU_STARTS_WITH: { description: 'The merchant’s number begins with `text`.' },
  },
})

@ObjectType('CollectionRule', {
  simpleResolvers: true,
  description: 'A condition by which products enter a collection.',
})
export class CollectionRuleType {
  @Field(() => CollectionCondition, { description: 'What is compared.' })
  condition!: CollectionCondition

  @Field(() => String, { nullable: true, description: 'For names and SKUs.' })
  text!: string | null

  @Field(() => Int, { nullable: true, description: 'Prices in minor units, or days.' })
  number!: number | null
}

@ObjectType({ simpleResolvers: true, description: 'A product that was chosen for a collection.' })
export class CollectionProduct {
  @Field(() => ID, { description: '`MerchantProduct.id`.' })
  id!: string

  @Field(() => String, { description: 'At most 255 characters.' })
  name!: string
}

@ObjectType({ simpleResolvers: true, description: 'A collection as members edit it.' })
export class MerchantCollection {
  @Field(() => ID, { description: 'Never changes.' })
  id!: string

  @Field(() => String, { description: 'Its part of the address of its page, unique in the shop.' })
  slug!: string

  @Field(() => String, { description: 'Plain text, at most 255 characters.' })
  name!: string

  @Field(() => ID, { nullable: true, description: 'Of the collection that it is in; null: at the top.' })
  parentId!: string | null

  @Field(() => String, { description: 'Sanitised HTML, as a product’s; at most 50,000 characters.' })
  descriptionHtml!: string

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

  @Field(() => MerchantPicture, { nullable: true, description: 'Null without one.' })
  image!: MerchantPicture | null

  @Field(() => CollectionKind, { description: 'How products get into it.' })
  kind!: CollectionKind

  @Field(() => CollectionMatch, { description: 'Only used with rules.' })
  match!: CollectionMatch

  @Field(() => [CollectionRuleType], { description: 'At most 20; empty for MANUAL.' })
  rules!: CollectionRuleType[]

  @Field(() => CollectionSort, { description: 'In which order buyers see its products.' })
  sort!: CollectionSort

  @Field(() => [CollectionProduct], { description: 'The chosen products, in their order; empty with rules.' })
  chosenProducts!: CollectionProduct[]

  @Field(() => Int, { description: 'Products that buyers see in it now.' })
  visibleProductCount!: number

  @Field(() => DateTime, {
    description: 'When a member last changed it; not when a product entered or left by rules.',
  })
  updatedAt!: Date

  @Field(() => String, {
    description: 'To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string
}

@InputType({ description: 'A condition by which products enter a collection.' })
export class CollectionRuleInput {
  @Field(() => CollectionCondition, {
    description: 'It decides which of `text` and `number` is required: REQUIRED.',
  })
  condition!: CollectionCondition

  @Field(() => String, {
    nullable: true,
    description: 'Of at most 255 characters for names, and 100 for SKUs.',
  })
  text?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Minor units for prices, or days; NUMBER_OUT_OF_RANGE otherwise.',
  })
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

  @Field(() => String, {
    nullable: true,
    description: 'For the title of the page, at most 255 characters; null: the name.',
  })
  seoTitle?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'For search engines, at most 1,000 characters; null: the description.',
  })
  seoDescription?: string | null

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
