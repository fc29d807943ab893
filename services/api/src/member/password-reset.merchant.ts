import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resetPassword } from './reset-password.ts'

const PasswordResetPayload = merchantPayload('PasswordResetPayload', {})

/** For members who forgot their password. */
@Resolver()
export class PasswordResetResolver {
  @Mutation(() => PasswordResetPayload, {
    description: 'Mails a link if a member has this address. The answer is the same if nobody has it.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  requestPasswordReset(
    @Ctx() request: MerchantRequest,
    @Arg('email', () => String, {
      description: 'Case does not matter: INVALID_EMAIL if it has not the form of an address.',
    })
    email: string,
  ) {
    return toPayload(request, PasswordResetPayload, () => requestPasswordReset(request, { email }))
  }

  @Mutation(() => PasswordResetPayload, {
    description:
      'Takes the token of the mailed link, once, within an hour. All sessions end; signIn still asks for the second factor.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  resetPassword(
    @Ctx() request: MerchantRequest,
    @Arg('token', () => String, {
      description:
        'Of the mailed link: PASSWORD_RESET_INVALID if it was used, replaced or is older than an hour.',
    })
    token: string,
    @Arg('newPassword', () => String, {
      description:
        '12 to 200 characters, not common and not made of the member’s names: PASSWORD_UNFIT, PASSWORD_COMMON or PASSWORD_PERSONAL.',
    })
    newPassword: string,
  ) {
    return toPayload(request, PasswordResetPayload, () => resetPassword(request, { token, newPassword }))
  }
}
