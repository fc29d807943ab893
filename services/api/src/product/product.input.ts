import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql'
import { WithdrawalExemption } from '../catalog/withdrawal-exemption.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import { ProductStatus } from './product-status.ts'

@InputType({ description: 'Amounts in minor units of the shop’s currency, tax included.' })
export class VariantInput {
  @Field(() => ID, { nullable: true, description: 'Of the variant to change; absent for a new one.' })
  id?: string | null

  @Field(() => String, { nullable: true, description: 'Made from the slug and the option values if absent.' })
  sku?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Of a product without options; required if it has several variants.',
  })
  name?: string | null

  @Field(() => [String], { nullable: true, description: 'One for each option name.' })
  optionValues?: string[] | null

  @Field(() => Int, { description: '0 to 1,000,000,000: NUMBER_OUT_OF_RANGE otherwise.' })
  price!: number

  @Field(() => Int, {
    nullable: true,
    description: 'That of the manufacturer, shown with that label only; null for none.',
  })
  recommendedPrice?: number | null

  @Field(() => TaxCategory, { nullable: true, description: 'STANDARD if absent.' })
  taxCategory?: TaxCategory | null

  @Field(() => Int, {
    nullable: true,
    description: '0 to 1,000,000. Null counts as 0 for deliveries by weight.',
  })
  weightGrams?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'The number of its barcode: a GTIN-8, UPC, EAN or GTIN-14 with its check digit (GTIN_INVALID otherwise). Spaces and hyphens are removed.',
  })
  gtin?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The first count of a new variant. Ignored for others: adjustStock changes those.',
  })
  onHand?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Stock is low when no more than this is available; null: never.',
  })
  lowStockThreshold?: number | null
}

@InputType({ description: 'A picture of the product.' })
export class ImageInput {
  @Field(() => ID, { description: 'Of an uploaded picture.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'At most 250 characters.' })
  altText?: string | null
}

@InputType({ description: 'A product, with all its variants.' })
export class ProductInput {
  @Field(() => String, { description: 'At most 255 characters.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'Absent: made from the name, or as it was. Spaces and capitals are replaced.',
  })
  slug?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'HTML, which is sanitised; at most 50,000 characters.',
  })
  descriptionHtml?: string | null

  @Field(() => ProductStatus, { nullable: true, description: 'DRAFT if absent.' })
  status?: ProductStatus | null

  @Field(() => DateTime, { nullable: true, description: 'Ignored unless the product is published.' })
  publishAt?: Date | null

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

  @Field(() => String, { nullable: true, description: 'Of the manufacturer, at most 100 characters.' })
  brand?: string | null

  @Field(() => WithdrawalExemption, {
    nullable: true,
    description: 'Absent: the buyer has the right of withdrawal.',
  })
  withdrawalExemption?: WithdrawalExemption | null

  @Field(() => [String], {
    nullable: true,
    description: 'What variants differ in: at most three of 50 characters each, none twice.',
  })
  optionNames?: string[] | null

  @Field(() => [ImageInput], {
    nullable: true,
    description: 'At most 20, the main picture first. Absent: as they were.',
  })
  images?: ImageInput[] | null

  @Field(() => [ID], {
    nullable: true,
    description: 'The collections of chosen products that show it. Absent: as they were.',
  })
  collectionIds?: string[] | null

  @Field(() => [VariantInput], { description: 'In the order in which buyers see them: 1 to 250.' })
  variants!: VariantInput[]
}

@InputType({ description: 'The whole product: what is absent is removed, except the slug and SKUs.' })
export class ChangeProductInput {
  @Field(() => ID, { description: '`MerchantProduct.id`.' })
  id!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The version of the product that was changed: PRODUCT_CHANGED_MEANWHILE if another one is stored. Without it, that is overwritten.',
  })
  version?: string | null

  @Field(() => ProductInput, { description: 'All of it: variants that are left out are deleted.' })
  product!: ProductInput
}

export enum ProductSortKey {
  NAME = 'NAME',
  UPDATED = 'UPDATED',
  CREATED = 'CREATED',
}
registerEnumType(ProductSortKey, {
  name: 'ProductSortKey',
  description: 'By name, or the latest first.',
  valuesConfig: {
    CREATED: { description: 'Those created last come first.' },
    NAME: { description: 'Alphabetically.' },
    UPDATED: { description: 'Those changed last come first.' },
  },
})

@InputType({ description: 'A product must match every condition that is given.' })
export class ProductFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words that must each be part of the name or of a SKU. Accents and case do not matter.',
  })
  search?: string | null

  @Field(() => [ProductStatus], {
    nullable: true,
    description: 'With one of these; empty or absent for all.',
  })
  status?: ProductStatus[] | null

  @Field(() => ID, {
    nullable: true,
    description: 'In a collection: chosen for it, or matching its rules.',
  })
  collectionId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: with a variant that is sold out, or has no more available than its threshold.',
  })
  lowStock?: boolean | null

  @Field(() => TaxCategory, { nullable: true, description: 'With a variant of this category.' })
  taxCategory?: TaxCategory | null
}
