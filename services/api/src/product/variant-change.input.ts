import { Field, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'A row of a sheet. What is absent stays as it is.' })
export class VariantChangeInput {
  @Field(() => ID)
  variantId!: string

  @Field(() => Int, { nullable: true, description: 'Minor units, tax included.' })
  price?: number | null

  @Field(() => Int, { nullable: true, description: 'Null removes it.' })
  recommendedPrice?: number | null

  @Field(() => Int, { nullable: true, description: 'What was counted, including what orders have reserved.' })
  onHand?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The count that was shown: STOCK_CHANGED_MEANWHILE if there is another one now.',
  })
  expectedOnHand?: number | null

  @Field(() => Int, { nullable: true, description: 'Null removes it.' })
  lowStockThreshold?: number | null
}
