import { Field, ID, InputType, ObjectType } from 'type-graphql'
import type { Role as RoleName } from '../../app/context.ts'
import { DateTime } from '../../kernel/date-time.type.ts'
import { Role } from '../member.type.ts'

@ObjectType('Invitation', { description: 'An invitation that was neither accepted nor revoked.' })
export class InvitationType {
  @Field(() => ID, { description: 'For `resendInvitation` and `revokeInvitation`.' })
  id!: string

  @Field(() => String, { description: 'In lower case. Only an account with this address can accept.' })
  email!: string

  @Field(() => String, { description: 'Empty if whoever invited gave none.' })
  name!: string

  @Field(() => Role, { description: 'What the person will be in the shop.' })
  role!: RoleName

  @Field(() => String, { nullable: true, description: 'Null: the operator of the platform.' })
  invitedByName!: string | null

  @Field(() => DateTime, {
    description: 'When the person was invited first; `resendInvitation` does not change it.',
  })
  invitedAt!: Date

  @Field(() => DateTime, {
    description: 'From then on the link is not valid, until the invitation is sent again.',
  })
  expiresAt!: Date
}

export const SLUG_DESCRIPTION =
  'For a shop that opens: another slug, when the one that was asked for has been taken meanwhile.'

@ObjectType('ReceivedInvitation', { description: 'What the holder of a mailed token is told.' })
export class ReceivedInvitationType {
  @Field(() => String, { description: 'The shop that the person is to work in, or that opens.' })
  shopName!: string

  @Field(() => String, {
    description: 'Only an account with this address can accept: INVITATION_FOR_OTHER_ACCOUNT otherwise.',
  })
  email!: string

  @Field(() => String, { description: 'Empty if whoever invited gave none.' })
  name!: string

  @Field(() => Role, { description: 'What the person will be in the shop.' })
  role!: RoleName

  @Field(() => String, { nullable: true, description: 'Null: the operator of the platform.' })
  invitedByName!: string | null

  @Field(() => Boolean, {
    description: 'Whether this address has an account: its member signs in to accept.',
  })
  hasAccount!: boolean

  @Field(() => Boolean, {
    description: 'Whether it is that of a sign-up: the shop opens when the token is used.',
  })
  opensShop!: boolean

  @Field(() => String, { description: 'Of a shop that opens: the slug that was asked for.' })
  shopSlug!: string
}

@InputType({ description: 'Whom to invite, and as what.' })
export class InviteMemberInput {
  @Field(() => String, {
    description: 'Where the link is sent: INVALID_EMAIL, ALREADY_MEMBER or ALREADY_INVITED if it cannot be.',
  })
  email!: string

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  name?: string | null

  @Field(() => Role, { description: 'Not OWNER.' })
  role!: RoleName
}

@InputType({ description: 'With either a passkey or a password.' })
export class CreateInvitedAccountInput {
  @Field(() => String, { description: 'Of the mailed link; valid for seven days.' })
  token!: string

  @Field(() => String, { description: 'At most 100 characters.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: '12 to 200 characters, and not easy to guess. Required without `passkey`.',
  })
  newPassword?: string | null

  @Field(() => String, { nullable: true, description: 'RegistrationResponseJSON (WebAuthn Level 3).' })
  passkey?: string | null

  @Field(() => String, { nullable: true, description: SLUG_DESCRIPTION })
  slug?: string | null
}
