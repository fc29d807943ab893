import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext, MerchantRequest } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { SessionFields } from '../account-payloads.ts'
import { MemberType } from '../member.type.ts'
import { optionsField } from '../passkey/options-field.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { createInvitedAccount } from './create-invited-account.ts'
import { findInvitation } from './find-invitation.ts'
import { inviteMember } from './invite-member.ts'
import {
  CreateInvitedAccountInput,
  InvitationType,
  InviteMemberInput,
  ReceivedInvitationType,
  SLUG_DESCRIPTION,
} from './invitation.type.ts'
import { listInvitations } from './list-invitations.ts'
import { resendInvitation } from './resend-invitation.ts'
import { revokeInvitation } from './revoke-invitation.ts'
import { startInvitedPasskey } from './start-invited-passkey.ts'

const InvitationsPayload = merchantPayload(
  'InvitationsPayload',
  {
    invitations: { type: () => [InvitationType], description: 'Newest first; null if nothing was changed.' },
  },
  'The invitations of the shop.',
)
const ShopSlugField = {
  shopSlug: { type: () => String, description: 'Of the shop that was joined or opened; null if it was not.' },
}
const AcceptInvitationPayload = merchantPayload('AcceptInvitationPayload', {
  member: {
    type: () => MemberType,
    description: 'With the new membership; null if the invitation was not accepted.',
  },
  ...ShopSlugField,
})
const CreateInvitedAccountPayload = merchantPayload('CreateInvitedAccountPayload', {
  ...SessionFields,
  ...ShopSlugField,
})
const StartInvitedPasskeyPayload = merchantPayload(
  'StartInvitedPasskeyPayload',
  optionsField('PublicKeyCredentialCreationOptionsJSON'),
)

@Resolver()
export class InvitationResolver {
  @Query(() => [InvitationType], { description: 'Newest first, including those that have expired.' })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member' })
  invitations(@Ctx() ctx: MerchantContext): Promise<InvitationType[]> {
    return listInvitations(ctx)
  }

  @Mutation(() => InvitationsPayload, {
    description:
      'Mails a link that is valid for seven days. The answer does not tell whether the address has an account.',
  })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member', recentAuthentication: true })
  inviteMember(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => InviteMemberInput, { description: 'Whom to invite.' }) input: InviteMemberInput,
  ) {
    return toPayload(ctx, InvitationsPayload, () => inviteMember(ctx, input))
  }

  @Mutation(() => InvitationsPayload, { description: 'Mails a new link, in place of the earlier one.' })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member', recentAuthentication: true })
  resendInvitation(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`Invitation.id`: NOT_FOUND once it was accepted or revoked.' })
    id: string,
  ) {
    return toPayload(ctx, InvitationsPayload, () => resendInvitation(ctx, { id }))
  }

  @Mutation(() => InvitationsPayload, {
    description:
      'The mailed link no longer works. NOT_FOUND if it was accepted meanwhile: remove the member then.',
  })
  @EntryPoint({ access: 'member.manage', rateLimit: 'member', recentAuthentication: true })
  revokeInvitation(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`Invitation.id`: NOT_FOUND once it was accepted or revoked.' })
    id: string,
  ) {
    return toPayload(ctx, InvitationsPayload, () => revokeInvitation(ctx, { id }))
  }

  @Query(() => ReceivedInvitationType, {
    nullable: true,
    description: 'Null if the token was used, revoked or replaced, or has expired.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  invitation(
    @Ctx() request: MerchantRequest,
    @Arg('token', () => String, { description: 'Of the mailed link; valid for seven days.' }) token: string,
  ): Promise<ReceivedInvitationType | null> {
    return findInvitation(request, { token })
  }

  @Mutation(() => AcceptInvitationPayload, {
    description: 'For a signed-in member with the invited address. Takes the token once.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  acceptInvitation(
    @Ctx() request: MerchantRequest,
    @Arg('token', () => String, { description: 'Of the mailed link; valid for seven days.' }) token: string,
    @Arg('slug', () => String, { nullable: true, description: SLUG_DESCRIPTION }) slug?: string | null,
  ) {
    return toPayload(request, AcceptInvitationPayload, () => acceptInvitation(request, { token, slug }))
  }

  @Mutation(() => StartInvitedPasskeyPayload, {
    description:
      'Returns the options with which the browser of an invited person creates a passkey, for createInvitedAccount.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  startInvitedPasskey(
    @Ctx() request: MerchantRequest,
    @Arg('token', () => String, { description: 'Of the mailed link; valid for seven days.' }) token: string,
    @Arg('name', () => String, {
      description:
        'Of the person, for the browser’s list of passkeys: REQUIRED if empty, and cut after 100 characters.',
    })
    name: string,
  ) {
    return toPayload(request, StartInvitedPasskeyPayload, () => startInvitedPasskey(request, { token, name }))
  }

  @Mutation(() => CreateInvitedAccountPayload, {
    description: 'Accepts an invitation as a person without an account, and signs in. Takes the token once.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  createInvitedAccount(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => CreateInvitedAccountInput, {
      description: 'The token, and how the person signs in from now on.',
    })
    input: CreateInvitedAccountInput,
  ) {
    return toPayload(request, CreateInvitedAccountPayload, () => createInvitedAccount(request, input))
  }
}
