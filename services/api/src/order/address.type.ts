import { Field, InputType, ObjectType } from 'type-graphql'
import { initial, PersonalData } from '../kernel/personal-data.ts'

@ObjectType('Address')
@InputType('AddressInput')
export class Address {
  @PersonalData(initial)
  @Field(() => String)
  firstName!: string

  @PersonalData(initial)
  @Field(() => String)
  lastName!: string

  @PersonalData()
  @Field(() => String, { nullable: true })
  company?: string | null

  @PersonalData()
  @Field(() => String)
  line1!: string

  @PersonalData()
  @Field(() => String, { nullable: true })
  line2?: string | null

  @PersonalData()
  @Field(() => String)
  postalCode!: string

  @Field(() => String)
  city!: string

  @Field(() => String, { nullable: true })
  region?: string | null

  @Field(() => String)
  countryCode!: string

  @PersonalData()
  @Field(() => String, { nullable: true })
  phone?: string | null
}
