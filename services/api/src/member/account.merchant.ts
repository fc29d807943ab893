import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { AccountPayload, StartMfaPayload } from './account-payload.type.ts'
import { toMerchantPayload } from '../kernel/to-merchant-payload.ts'
import { changePassword } from './change-password.ts'
import { confirmMfa } from './confirm-mfa.ts'
import { removeMfa } from './remove-mfa.ts'
import { startMfa } from './start-mfa.ts'

/** What members do to their own account, in no shop. */
@Resolver()
export class AccountResolver {
  @Mutation(() => StartMfaPayload, {
    description: 'Makes a secret for an authenticator; kept by confirmMfa alone.',
  })
  startMfa(
    @Ctx() request: MerchantRequest,
    @Arg('password', () => String) password: string,
    @Arg('otp', () => String, { nullable: true }) otp?: string | null,
  ): Promise<StartMfaPayload> {
    return toMerchantPayload(request, () => startMfa(request, { password, otp }), {
      secret: null,
      uri: null,
      ticket: null,
    })
  }

  @Mutation(() => AccountPayload, {
    description: 'From now on signIn asks for a one-time code. Other sessions end.',
  })
  confirmMfa(
    @Ctx() request: MerchantRequest,
    @Arg('ticket', () => String) ticket: string,
    @Arg('otp', () => String) otp: string,
  ): Promise<AccountPayload> {
    return toMerchantPayload(request, () => confirmMfa(request, { ticket, otp }), { member: null })
  }

  @Mutation(() => AccountPayload)
  removeMfa(
    @Ctx() request: MerchantRequest,
    @Arg('password', () => String) password: string,
    @Arg('otp', () => String, { nullable: true }) otp?: string | null,
  ): Promise<AccountPayload> {
    return toMerchantPayload(request, () => removeMfa(request, { password, otp }), { member: null })
  }

  @Mutation(() => AccountPayload, { description: 'Twelve characters or more. Other sessions end.' })
  changePassword(
    @Ctx() request: MerchantRequest,
    @Arg('password', () => String) password: string,
    @Arg('newPassword', () => String) newPassword: string,
    @Arg('otp', () => String, { nullable: true }) otp?: string | null,
  ): Promise<AccountPayload> {
    return toMerchantPayload(request, () => changePassword(request, { password, newPassword, otp }), {
      member: null,
    })
  }
}
