import { Field, InputType, ObjectType } from 'type-graphql'

@ObjectType('Address')
@InputType('AddressInput')
export class Address {
  @Field(() => String)
  firstName!: string

  @Field(() => String)
  lastName!: string

  @Field(() => String, { nullable: true })
  company?: string | null

  @Field(() => String)
  line1!: string

  @Field(() => String, { nullable: true })
  line2?: string | null

  @Field(() => String)
  postalCode!: string

  @Field(() => String)
  city!: string

  @Field(() => String, { nullable: true })
  region?: string | null

  @Field(() => String)
  countryCode!: string

  @Field(() => String, { nullable: true })
  phone?: string | null
}
