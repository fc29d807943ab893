import { Field, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Times in seconds.' })
export class ShopSettings {
  @Field(() => Int, { description: 'How long an order waits to be paid, from 1 hour to 60 days.' })
  orderDelaySeconds!: number

  @Field(() => Int, { description: 'How long the bank’s word is awaited, from 1 hour to 3 days.' })
  bankDelaySeconds!: number

  @Field(() => Int, { description: 'How long kept digits are kept at most, from 1 hour to 30 days.' })
  keptRetentionSeconds!: number

  @Field(() => String, {
    nullable: true,
    description: 'Where a buyer gives a card again; the first origin’s /card if null.',
  })
  cardPageUrl!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where a mail’s link opens an order; the first origin’s /order if null.',
  })
  orderPageUrl!: string | null

  @Field(() => [String], { description: 'The shop’s sites: pages must be on one of them.' })
  origins!: string[]
}

@InputType('ChangeShopSettingsInput')
export class ChangeShopSettingsInputType {
  @Field(() => Int)
  orderDelaySeconds!: number

  @Field(() => Int)
  bankDelaySeconds!: number

  @Field(() => Int)
  keptRetentionSeconds!: number

  @Field(() => String, { nullable: true })
  cardPageUrl?: string | null

  @Field(() => String, { nullable: true })
  orderPageUrl?: string | null
}
