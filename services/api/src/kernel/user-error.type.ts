import { Field, ObjectType, registerEnumType } from 'type-graphql'
import type { UserErrorCode } from './errors.ts'

const CODES = [
  'NOT_A_CARD_NUMBER',
  'CARD_EXPIRED',
  'CARD_TYPE_MISMATCH',
  'INVALID_EXPIRY',
  'CARD_BRAND_NOT_ACCEPTED',
  'CARD_NUMBER_IN_TEXT',
  'REQUIRED',
  'INVALID_EMAIL',
  'INVALID_ADDRESS',
  'INVALID_QUANTITY',
  'INVALID_URL',
  'IDEMPOTENCY_KEY_REUSED',
  'VARIANT_NOT_FOUND',
  'OUT_OF_STOCK',
  'CART_EMPTY',
  'CART_TOO_LARGE',
  'PRICE_CHANGED',
  'SHIPPING_METHOD_NOT_AVAILABLE',
  'PAYMENT_MODE_NOT_AVAILABLE',
  'BANK_NOT_AVAILABLE',
  'ORDER_NOT_FOUND',
  'ORDER_NOT_PAYABLE',
  'PAYMENT_IN_PROGRESS',
] as const satisfies UserErrorCode[]

/** The storefront's part of the problem codes. */
const UserErrorCode = Object.fromEntries(CODES.map((code) => [code, code]))

registerEnumType(UserErrorCode, { name: 'UserErrorCode' })

@ObjectType('UserError')
export class UserErrorType {
  @Field(() => UserErrorCode)
  code!: UserErrorCode

  @Field(() => String, { description: 'For the buyer, in the language of the request.' })
  message!: string

  @Field(() => [String], { nullable: true, description: 'The path into the input.' })
  field?: string[] | null
}
