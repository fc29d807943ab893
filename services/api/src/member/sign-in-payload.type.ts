import { Field, ObjectType } from 'type-graphql'
import { MemberType } from './member.type.ts'
import { MerchantUserError } from '../kernel/merchant-user-error.type.ts'

@ObjectType()
export class SignInPayload {
  @Field(() => String, { nullable: true })
  token!: string | null

  @Field(() => MemberType, { nullable: true })
  member!: MemberType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]

  @Field(() => Boolean, { description: 'True when the one-time code is what is missing.' })
  mfaRequired!: boolean
}
