import { Extensions, Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { Money } from '../kernel/money.type.ts'
import { PictureType } from '../media/picture.type.ts'
import { PageInfo } from '../kernel/page-info.type.ts'
import { ProductFacets } from './facets.type.ts'
import { PriceRange } from './price-range.type.ts'
import { WithdrawalExemption } from './withdrawal-exemption.ts'

const VARIANT_NAME =
  'The option values, or a name given by the merchant. The only variant of a product without options is named “Standard”: not worth showing.'

@ObjectType({ simpleResolvers: true, description: 'What variants of a product differ in, such as the size.' })
export class ProductOption {
  @Field(() => String, { description: 'Such as “Size”, in the language of the shop.' })
  name!: string

  @Field(() => [String], { description: 'In the order of the variants.' })
  values!: string[]
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something that the shop sells, in one or more variants. Only published products are served.',
})
export class Product {
  @Field(() => ID, { description: 'Of the product; its variants are ordered.' })
  id!: string

  @Field(() => String, {
    description:
      'For the address of its page. `product(slug:)` also finds it by its earlier ones: redirect those to this one.',
  })
  slug!: string

  @Field(() => String, { description: 'Plain text, at most 255 characters.' })
  name!: string

  @Field(() => String, { description: 'Plain text, with a line for each paragraph.' })
  description!: string

  @Field(() => String, {
    description:
      'The description as sanitised HTML: p, br, strong, em, ul, ol, li, h2, h3, and a with an http, https or mailto address.',
  })
  descriptionHtml!: string

  @Field(() => String, { nullable: true, description: 'For the title of the page; null: the name.' })
  seoTitle?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'For the description that search engines show; null: the description.',
  })
  seoDescription?: string | null

  @Field(() => String, { nullable: true, description: 'Of the manufacturer; null if it is not known.' })
  brand?: string | null

  @Field(() => DateTime, {
    description:
      'When it last changed as buyers see it, for sitemaps and caches: also when it appeared; not its stock.',
  })
  updatedAt!: Date

  @Field(() => WithdrawalExemption, {
    nullable: true,
    description:
      'Why the buyer cannot withdraw from the purchase, or only on a condition: to be shown before the order (L221-5).',
  })
  withdrawalExemption?: WithdrawalExemption | null

  @Field(() => String, { nullable: true, description: 'Absolute URL of the first picture.' })
  imageUrl?: string | null

  @Field(() => PictureType, { nullable: true, description: 'The main picture.' })
  image?: PictureType | null

  @Field(() => [PictureType], { description: 'In the merchant’s order; the first one is the main picture.' })
  images!: PictureType[]

  @Field(() => [ProductOption], {
    description: 'At most three. Not every combination of values needs to be a variant.',
  })
  options!: ProductOption[]

  @Field(() => [Variant], { description: 'In the merchant’s order, at least one.' })
  variants!: Variant[]

  @Field(() => PriceRange, { description: 'The lowest and highest price of the variants, including tax.' })
  priceRange!: PriceRange
}

@ObjectType({
  simpleResolvers: true,
  description: 'What is put into the cart: a product in one combination of its options.',
})
export class Variant {
  @Field(() => ID, { description: 'For `addToCart` and `setCartLine`.' })
  id!: string

  @Field(() => String, { description: 'The merchant’s number; unique within the shop.' })
  sku!: string

  @Field(() => String, { description: VARIANT_NAME })
  name!: string

  @Field(() => [String], { description: 'One for each of the product’s options.' })
  optionValues!: string[]

  @Field(() => Money, { description: 'Price including tax.' })
  price!: Money

  @Field(() => Money, {
    nullable: true,
    description:
      'Of an announced reduction: the lowest price of the 30 days before it, to be shown crossed out (Directive 98/6/EC, art. 6a).',
  })
  priorPrice?: Money | null

  @Field(() => Money, {
    nullable: true,
    description:
      'The price that the manufacturer recommends, including tax. To be shown with that label only, and never as a reduction.',
  })
  recommendedPrice?: Money | null

  @Field(() => String, {
    nullable: true,
    description:
      'The number of its barcode (GTIN-8, UPC, EAN or GTIN-14, with its check digit); null if it is not known.',
  })
  gtin?: string | null

  @Field(() => Int, { description: 'How many can be ordered now; 0: sold out.' })
  availableQuantity!: number

  @Field(() => Product, { description: 'That it is a variant of.' })
  product!: Product
}

@ObjectType({ simpleResolvers: true, description: 'A product in a list.' })
export class ProductEdge {
  @Field(() => String, { description: 'For `after`, to continue behind this product.' })
  cursor!: string

  @Field(() => Product, { description: 'The product.' })
  node!: Product
}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of products.' })
export class ProductConnection {
  @Field(() => [ProductEdge], { description: 'The products of the page, each with its cursor.' })
  edges!: ProductEdge[]

  @Field(() => [Product], { description: 'The same products, without cursors.' })
  nodes!: Product[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo

  @Field(() => Int, { description: 'Of the whole list, not only of this page.' })
  totalCount!: number

  @Extensions({ cost: 1 })
  @Field(() => ProductFacets, {
    description:
      'What the products can be narrowed down by, with exact counts. Computed only if asked for: at most four times in a query, and not in lists.',
  })
  facets!: ProductFacets
}

/** Without what is in it: a query that went up and down between collections would answer each of them many times. */
@ObjectType('CollectionLink', { simpleResolvers: true, description: 'What a link to a collection needs.' })
export class CollectionLinkType {
  @Field(() => ID, { description: 'Stays the same.' })
  id!: string

  @Field(() => String, { description: 'For the address of its page, unique in the shop.' })
  slug!: string

  @Field(() => String, { description: 'Plain text, at most 255 characters.' })
  name!: string
}

/** A collection without its products, which CatalogResolver resolves. */
@ObjectType('Collection', { simpleResolvers: true, description: 'Products that a shop shows together.' })
export class CollectionType {
  @Field(() => String, { description: 'Sanitised HTML, as a product’s.' })
  descriptionHtml!: string

  @Field(() => String, { nullable: true, description: 'For the title of the page; null: the name.' })
  seoTitle?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'For the description that search engines show; null: the description.',
  })
  seoDescription?: string | null

  @Field(() => PictureType, { nullable: true, description: 'The picture that the merchant chose for it.' })
  image?: PictureType | null

  @Field(() => ID, { description: 'Stays the same.' })
  id!: string

  @Field(() => String, { description: 'For the address of its page, unique in the shop.' })
  slug!: string

  @Field(() => String, { description: 'Plain text, at most 255 characters.' })
  name!: string

  @Field(() => CollectionLinkType, {
    nullable: true,
    description:
      'The collection that it is directly in; null: it is at the top. `collection(slug:)` tells more.',
  })
  parent?: CollectionLinkType | null

  @Field(() => [CollectionType], {
    description: 'The collections directly in it, in the merchant’s order. At most five levels in all.',
  })
  children!: CollectionType[]

  @Field(() => [CollectionLinkType], {
    description: 'The collections that it is in, the top one first; without itself.',
  })
  breadcrumbs!: CollectionLinkType[]
}
