import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { AccountPayload } from './account-payloads.ts'
import { changePassword } from './change-password.ts'
import { confirmMfa } from './confirm-mfa.ts'
import { countRecoveryCodes } from './count-recovery-codes.ts'
import { MemberType } from './member.type.ts'
import { reauthenticate } from './reauthenticate.ts'
import { regenerateRecoveryCodes } from './regenerate-recovery-codes.ts'
import { removeMfa } from './remove-mfa.ts'
import { startMfa } from './start-mfa.ts'

const StartMfaPayload = merchantPayload('StartMfaPayload', {
  secret: { type: () => String, description: 'In base32, to be typed into an authenticator app.' },
  uri: { type: () => String, description: 'otpauth://…, to be shown as a QR code.' },
  ticket: { type: () => String, description: 'To be passed to confirmMfa with the first code.' },
})
const ConfirmMfaPayload = merchantPayload('ConfirmMfaPayload', {
  member: { type: () => MemberType, description: 'With `mfaEnabled`; null if the code was wrong.' },
  recoveryCodes: {
    type: () => [String],
    description: 'Each can be given once in place of a one-time code. They are never returned again.',
  },
})
const RecoveryCodesPayload = merchantPayload('RecoveryCodesPayload', {
  recoveryCodes: {
    type: () => [String],
    description: 'Shown once; the platform keeps only their hashes. Null if none were made.',
  },
})

/** Operations by which members change their own account, independently of any shop. */
@Resolver()
export class AccountResolver {
  @Mutation(() => StartMfaPayload, {
    description: 'Creates a secret for an authenticator app. It is stored by confirmMfa.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  startMfa(
    @Ctx() request: MerchantRequest,
    @Arg('password', () => String, {
      description:
        'The member’s own: INVALID_CREDENTIALS if it is wrong, and RATE_LIMITED after several wrong ones.',
    })
    password: string,
    @Arg('otp', () => String, {
      nullable: true,
      description:
        'One-time code of the authenticator app, or a recovery code. Required from members with two-factor authentication: OTP_REQUIRED.',
    })
    otp?: string | null,
  ) {
    return toPayload(request, StartMfaPayload, () => startMfa(request, { password, otp }))
  }

  @Mutation(() => ConfirmMfaPayload, {
    description: 'From now on, signIn asks for a one-time code. All other sessions end.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member', recentAuthentication: true })
  confirmMfa(
    @Ctx() request: MerchantRequest,
    @Arg('ticket', () => String, { description: '`StartMfaPayload.ticket` of the same member.' })
    ticket: string,
    @Arg('otp', () => String, {
      description:
        'The first code that the authenticator app shows: OTP_INVALID if it does not fit the secret.',
    })
    otp: string,
  ) {
    return toPayload(request, ConfirmMfaPayload, () => confirmMfa(request, { ticket, otp }))
  }

  @Query(() => Int, { description: 'How many recovery codes the member has left.' })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  recoveryCodeCount(@Ctx() request: MerchantRequest): Promise<number> {
    return countRecoveryCodes(request)
  }

  @Mutation(() => RecoveryCodesPayload, {
    description:
      'Replaces all recovery codes by ten new ones. Each can be given once in place of a one-time code.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member', recentAuthentication: true })
  regenerateRecoveryCodes(@Ctx() request: MerchantRequest) {
    return toPayload(request, RecoveryCodesPayload, () => regenerateRecoveryCodes(request))
  }

  @Mutation(() => AccountPayload, {
    description:
      'Confirms the member’s credentials in this session: for ten minutes, mutations that answered REAUTHENTICATION_REQUIRED are allowed.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  reauthenticate(
    @Ctx() request: MerchantRequest,
    @Arg('password', () => String, {
      description:
        'The member’s own: INVALID_CREDENTIALS if it is wrong, and RATE_LIMITED after several wrong ones.',
    })
    password: string,
    @Arg('otp', () => String, {
      nullable: true,
      description:
        'One-time code of the authenticator app, or a recovery code. Required from members with two-factor authentication: OTP_REQUIRED.',
    })
    otp?: string | null,
  ) {
    return toPayload(request, AccountPayload, () => reauthenticate(request, { password, otp }))
  }

  @Mutation(() => AccountPayload, {
    description:
      'Turns two-factor authentication off: the password alone signs in from now on. INVALID_CREDENTIALS, OTP_REQUIRED or OTP_INVALID without both factors.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  removeMfa(
    @Ctx() request: MerchantRequest,
    @Arg('password', () => String, {
      description:
        'The member’s own: INVALID_CREDENTIALS if it is wrong, and RATE_LIMITED after several wrong ones.',
    })
    password: string,
    @Arg('otp', () => String, {
      nullable: true,
      description:
        'One-time code of the authenticator app, or a recovery code. Required from members with two-factor authentication: OTP_REQUIRED.',
    })
    otp?: string | null,
  ) {
    return toPayload(request, AccountPayload, () => removeMfa(request, { password, otp }))
  }

  @Mutation(() => AccountPayload, {
    description: 'At least twelve characters, and not easy to guess. All other sessions end.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  changePassword(
    @Ctx() request: MerchantRequest,
    @Arg('password', () => String, { description: 'The present one.' }) password: string,
    @Arg('newPassword', () => String, {
      description:
        '12 to 200 characters, not common and not made of the member’s names: PASSWORD_UNFIT, PASSWORD_COMMON or PASSWORD_PERSONAL.',
    })
    newPassword: string,
    @Arg('otp', () => String, {
      nullable: true,
      description:
        'One-time code of the authenticator app, or a recovery code. Required from members with two-factor authentication: OTP_REQUIRED.',
    })
    otp?: string | null,
  ) {
    return toPayload(request, AccountPayload, () => changePassword(request, { password, newPassword, otp }))
  }
}
