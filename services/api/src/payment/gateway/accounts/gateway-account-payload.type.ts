import { Field, ObjectType } from 'type-graphql'
import { MerchantUserError } from '../../../kernel/merchant-user-error.type.ts'
import { BankAccountType, BankTrialType } from './gateway-account.type.ts'
import { BankRedirect } from '../attempts/bank-redirect.type.ts'

@ObjectType({ description: 'The bank as it is after the change.' })
export class BankAccountPayload {
  @Field(() => BankAccountType, { nullable: true })
  bankAccount!: BankAccountType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType({ description: 'The banks that are left, in their order.' })
export class BankAccountsPayload {
  @Field(() => [BankAccountType])
  bankAccounts!: BankAccountType[]

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType()
export class TryBankAccountPayload {
  @Field(() => BankRedirect, { nullable: true })
  redirect!: BankRedirect | null

  @Field(() => BankTrialType, { nullable: true })
  trial!: BankTrialType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}
