import { Field, ID, InputType, Int } from 'type-graphql'
import { ProductStatus } from './product-status.ts'

@InputType({ description: 'A row of a sheet. What is absent stays as it is.' })
export class VariantChangeInput {
  @Field(() => ID, { description: '`MerchantVariant.id`, each once: VARIANT_REPEATED.' })
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

  @Field(() => ProductStatus, {
    nullable: true,
    description:
      'Of its product; rows of the same product that give one must give the same. A planned time of publication is forgotten.',
  })
  status?: ProductStatus | null

  @Field(() => Int, { nullable: true, description: 'Null removes it.' })
  lowStockThreshold?: number | null
}
