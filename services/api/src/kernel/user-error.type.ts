import { errorMessage, MERCHANT_ERROR_CODES, STOREFRONT_ERROR_CODES } from '@triclic/error-codes'
import type { MerchantErrorCode, StorefrontErrorCode } from '@triclic/error-codes'
import { Field, ObjectType, registerEnumType } from 'type-graphql'

const enumOf = <C extends string>(codes: readonly C[]) =>
  Object.fromEntries(codes.map((code) => [code, code])) as { [K in C]: K }

/** Each code with its English sentence. */
const sentencesOf = <C extends MerchantErrorCode | StorefrontErrorCode>(codes: readonly C[]) =>
  Object.fromEntries(codes.map((code) => [code, { description: errorMessage(code, 'en') }])) as Record<
    C,
    { description: string }
  >

const CODES =
  'What is wrong, for programs. Each code with its general sentence, which `message` may make more precise. More may be added.'

export const StorefrontErrorCodeType = enumOf(STOREFRONT_ERROR_CODES)
registerEnumType(StorefrontErrorCodeType, {
  name: 'UserErrorCode',
  description: CODES,
  valuesConfig: sentencesOf(STOREFRONT_ERROR_CODES),
})

export const MerchantErrorCodeType = enumOf(MERCHANT_ERROR_CODES)
registerEnumType(MerchantErrorCodeType, {
  name: 'MerchantUserErrorCode',
  description: CODES,
  valuesConfig: sentencesOf(MERCHANT_ERROR_CODES),
})

@ObjectType('UserError', {
  description: 'Something that the user can correct. It comes with HTTP status 200.',
})
export class StorefrontUserError {
  @Field(() => StorefrontErrorCodeType, { description: 'For programs; the list may grow.' })
  code!: StorefrontErrorCode

  @Field(() => String, { description: 'For the buyer, in the language of the request.' })
  message!: string

  @Field(() => [String], { nullable: true, description: 'The path into the input.' })
  field!: string[] | null
}

@ObjectType({ description: 'Something that the member can correct. It comes with HTTP status 200.' })
export class MerchantUserError {
  @Field(() => MerchantErrorCodeType, { description: 'For programs; the list may grow.' })
  code!: MerchantErrorCode

  @Field(() => String, { description: 'For the member, in the language of the request.' })
  message!: string

  @Field(() => [String], { nullable: true, description: 'The path into the input.' })
  field!: string[] | null
}
