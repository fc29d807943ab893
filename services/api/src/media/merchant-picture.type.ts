import { Field, ID, Int, ObjectType } from 'type-graphql'

@ObjectType({ simpleResolvers: true, description: 'A picture that a member uploaded.' })
export class MerchantPicture {
  @Field(() => ID, { description: 'Of the picture, which several products and collections may show.' })
  id!: string

  @Field(() => String, { description: 'Absolute URL of the largest size.' })
  url!: string

  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  width!: number

  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  height!: number
}
