import { Field, Int, ObjectType } from 'type-graphql'
import { MerchantUserError } from '../kernel/merchant-user-error.type.ts'
import { MerchantOrder } from '../order/merchant-order.type.ts'

@ObjectType()
export class RevealCardPayload {
  @Field(() => String, { nullable: true })
  keptDigits!: string | null

  @Field(() => Int, { nullable: true })
  missingDigits!: number | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType()
export class CertifyPaymentPayload {
  @Field(() => MerchantOrder, { nullable: true })
  order!: MerchantOrder | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType()
export class CancelOrderPayload {
  @Field(() => MerchantOrder, { nullable: true })
  order!: MerchantOrder | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType()
export class RequestCardPayload {
  @Field(() => MerchantOrder, { nullable: true })
  order!: MerchantOrder | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}
