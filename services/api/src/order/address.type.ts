import { Field, InputType, ObjectType } from 'type-graphql'
import { initial, PersonalData } from '../kernel/personal-data.ts'

@ObjectType('Address', { description: 'Where somebody lives, or where a parcel goes.' })
@InputType('AddressInput', { description: 'Where somebody lives, or where a parcel goes.' })
export class Address {
  @PersonalData(initial)
  @Field(() => String, {
    description: 'First name of the person; required also where a company is the recipient.',
  })
  firstName!: string

  @PersonalData(initial)
  @Field(() => String, { description: 'Family name of the person.' })
  lastName!: string

  @PersonalData()
  @Field(() => String, { nullable: true, description: 'Name of the company; null for a private address.' })
  company?: string | null

  @PersonalData()
  @Field(() => String, { description: 'Street and number.' })
  line1!: string

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description: 'Floor, building, “care of”; null if there is nothing to add.',
  })
  line2?: string | null

  @PersonalData()
  @Field(() => String, { description: 'Empty in countries without postcodes: see `Country.postalCode`.' })
  postalCode!: string

  @Field(() => String, { description: 'City or town.' })
  city!: string

  @Field(() => String, {
    nullable: true,
    description: 'State, province or county; null where addresses have none.',
  })
  region?: string | null

  @Field(() => String, {
    description: 'ISO 3166-1 alpha-2 code, of `Shop.countries`; lower case is accepted.',
  })
  countryCode!: string

  @PersonalData()
  @Field(() => String, {
    nullable: true,
    description: 'For the carrier, as the buyer typed it; null if the buyer gave none.',
  })
  phone?: string | null
}
