import { Field, ObjectType } from 'type-graphql'
import { MemberType } from './member.type.ts'
import { MerchantUserError } from '../kernel/merchant-user-error.type.ts'

@ObjectType()
export class StartMfaPayload {
  @Field(() => String, { nullable: true, description: 'Base32, for an authenticator without a camera.' })
  secret!: string | null

  @Field(() => String, { nullable: true, description: 'otpauth://…, for a QR code.' })
  uri!: string | null

  @Field(() => String, { nullable: true, description: 'To hand to confirmMfa with the first code.' })
  ticket!: string | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}

/** What confirmMfa, removeMfa and changePassword answer. */
@ObjectType()
export class AccountPayload {
  @Field(() => MemberType, { nullable: true })
  member!: MemberType | null

  @Field(() => [MerchantUserError])
  userErrors!: MerchantUserError[]
}
