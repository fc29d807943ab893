import { Field, ObjectType, registerEnumType } from 'type-graphql'

/** What a merchant can be told to mend. */
export enum MerchantUserErrorCode {
  INVALID_CREDENTIALS = 'INVALID_CREDENTIALS',
  OTP_REQUIRED = 'OTP_REQUIRED',
  OTP_INVALID = 'OTP_INVALID',
  NOT_FOUND = 'NOT_FOUND',
  NOT_REVEALABLE = 'NOT_REVEALABLE',
  PAYMENT_CLOSED = 'PAYMENT_CLOSED',
  ALREADY_CERTIFIED = 'ALREADY_CERTIFIED',
  AUTHORIZATION_NUMBER_INVALID = 'AUTHORIZATION_NUMBER_INVALID',
  ORDER_NOT_CANCELLABLE = 'ORDER_NOT_CANCELLABLE',
  ORDER_NOT_SHIPPABLE = 'ORDER_NOT_SHIPPABLE',
  MAIL_NOT_RESENDABLE = 'MAIL_NOT_RESENDABLE',
  CARD_NOT_REQUESTABLE = 'CARD_NOT_REQUESTABLE',
  REQUIRED = 'REQUIRED',
}
registerEnumType(MerchantUserErrorCode, { name: 'MerchantUserErrorCode' })

@ObjectType()
export class MerchantUserError {
  @Field(() => MerchantUserErrorCode)
  code!: MerchantUserErrorCode

  @Field(() => String, { description: 'In the language of the request.' })
  message!: string

  @Field(() => [String], { nullable: true })
  field!: string[] | null
}
