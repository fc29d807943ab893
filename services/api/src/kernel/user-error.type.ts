import { MERCHANT_ERROR_CODES, STOREFRONT_ERROR_CODES } from '@triclic/error-codes'
import type { MerchantErrorCode, StorefrontErrorCode } from '@triclic/error-codes'
import { Field, ObjectType, registerEnumType } from 'type-graphql'

const enumOf = <C extends string>(codes: readonly C[]) =>
  Object.fromEntries(codes.map((code) => [code, code])) as { [K in C]: K }

export const StorefrontErrorCodeType = enumOf(STOREFRONT_ERROR_CODES)
registerEnumType(StorefrontErrorCodeType, { name: 'UserErrorCode' })

export const MerchantErrorCodeType = enumOf(MERCHANT_ERROR_CODES)
registerEnumType(MerchantErrorCodeType, { name: 'MerchantUserErrorCode' })

@ObjectType('UserError')
export class StorefrontUserError {
  @Field(() => StorefrontErrorCodeType)
  code!: StorefrontErrorCode

  @Field(() => String, { description: 'For the buyer, in the language of the request.' })
  message!: string

  @Field(() => [String], { nullable: true, description: 'The path into the input.' })
  field!: string[] | null
}

@ObjectType()
export class MerchantUserError {
  @Field(() => MerchantErrorCodeType)
  code!: MerchantErrorCode

  @Field(() => String, { description: 'For the member, in the language of the request.' })
  message!: string

  @Field(() => [String], { nullable: true, description: 'The path into the input.' })
  field!: string[] | null
}
