import { Field, ObjectType } from 'type-graphql'
import { MerchantUserError } from '../../../kernel/merchant-user-error.type.ts'
import { GatewayAccountType, TestPaymentType } from './gateway-account.type.ts'
import { BankRedirect } from '../attempts/bank-redirect.type.ts'

@ObjectType({ description: 'The bank as it is after the change.' })
export class GatewayAccountPayload {
  @Field(() => GatewayAccountType, { nullable: true })
  gatewayAccount!: GatewayAccountType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType({ description: 'The banks that are left, in their order.' })
export class GatewayAccountsPayload {
  @Field(() => [GatewayAccountType])
  gatewayAccounts!: GatewayAccountType[]

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType()
export class StartTestPaymentPayload {
  @Field(() => BankRedirect, { nullable: true })
  redirect!: BankRedirect | null

  @Field(() => TestPaymentType, { nullable: true })
  testPayment!: TestPaymentType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}
