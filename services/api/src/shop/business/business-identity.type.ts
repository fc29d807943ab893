import { Field, InputType, ObjectType } from 'type-graphql'
import type { BusinessIdentity } from './business-identity.ts'

const optional = { nullable: true } as const

@ObjectType('BusinessIdentity', {
  description: 'Who sells in the shop, for legal notices, terms and invoices.',
})
@InputType('BusinessIdentityInput', {
  description:
    'Who sells in the shop, for legal notices, terms and invoices. Texts of at most 200 characters.',
})
export class BusinessIdentityType implements BusinessIdentity {
  @Field(() => String, { description: 'Of the company, or first and last name of a sole trader.' })
  legalName!: string

  @Field(() => String, { ...optional, description: 'With the capital of a company.' })
  legalForm!: string | null

  @Field(() => String, {
    ...optional,
    description: 'SIREN or SIRET in France; elsewhere the number in the country’s register of companies.',
  })
  registrationNumber!: string | null

  @Field(() => String, { ...optional, description: 'Where the business is registered: `RCS Lyon`.' })
  registry!: string | null

  @Field(() => String, {
    ...optional,
    description: 'With the country’s prefix, without separators. Null if the business owes no VAT.',
  })
  vatNumber!: string | null

  @Field(() => String, { description: 'Street and number of the registered office.' })
  line1!: string

  @Field(() => String, { ...optional, description: 'More of the address; null if there is nothing to add.' })
  line2!: string | null

  @Field(() => String, { description: 'Of the registered office; empty in countries without postcodes.' })
  postalCode!: string

  @Field(() => String, { description: 'Of the registered office.' })
  city!: string

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  countryCode!: string

  @Field(() => String, { description: 'For customers.' })
  phone!: string

  @Field(() => String, { ...optional, description: 'Who answers for what the site publishes.' })
  publicationDirector!: string | null

  @Field(() => String, {
    ...optional,
    description: 'Whom consumers may turn to for a settlement out of court.',
  })
  mediatorName!: string | null

  @Field(() => String, { ...optional, description: 'The mediator’s website.' })
  mediatorUrl!: string | null
}

@ObjectType({ description: 'The business identity as a member edits it.' })
export class BusinessSettings {
  @Field(() => BusinessIdentityType, { ...optional, description: 'Null until it has been entered.' })
  identity!: BusinessIdentity | null

  @Field(() => String, { ...optional, description: 'Public email address of the shop.' })
  contactEmail!: string | null

  @Field(() => String, {
    description: 'ISO 3166-1 alpha-2 code of the country in which the shop was opened.',
  })
  shopCountry!: string

  @Field(() => String, {
    description:
      'Changes with the identity. To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string
}

@InputType({ description: 'Who sells, and how buyers reach the shop.' })
export class ChangeBusinessIdentityInput {
  @Field(() => BusinessIdentityType, { description: 'All of it: what is absent is removed.' })
  identity!: BusinessIdentityType

  @Field(() => String, {
    description: 'Public email address of the shop: INVALID_EMAIL if it cannot be one.',
  })
  contactEmail!: string

  @Field(() => String, {
    ...optional,
    description:
      'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored. Without it, it is overwritten.',
  })
  version?: string | null
}
