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
  requestPasswordReset(@Ctx() request: MerchantRequest, @Arg('email', () => String) email: string) {
    return toPayload(request, PasswordResetPayload, () => requestPasswordReset(request, { email }))
  }

  @Mutation(() => PasswordResetPayload, {
    description:
      'Takes the token of the mailed link, once, within an hour. All sessions end; signIn still asks for the second factor.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  resetPassword(
    @Ctx() request: MerchantRequest,
    @Arg('token', () => String) token: string,
    @Arg('newPassword', () => String) newPassword: string,
  ) {
    return toPayload(request, PasswordResetPayload, () => resetPassword(request, { token, newPassword }))
  }
}
