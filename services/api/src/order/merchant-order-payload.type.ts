import { Field, ObjectType } from 'type-graphql'
import { MailType } from '../mail/mail.type.ts'
import { MerchantUserError } from '../kernel/merchant-user-error.type.ts'
import { MerchantOrder } from './merchant-order.type.ts'

@ObjectType()
export class MarkShippedPayload {
  @Field(() => MerchantOrder, { nullable: true })
  order!: MerchantOrder | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

@ObjectType()
export class ResendMailPayload {
  @Field(() => MailType, { nullable: true })
  mail!: MailType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}
