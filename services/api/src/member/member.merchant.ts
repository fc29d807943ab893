import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { SessionFields } from './account-payloads.ts'
import { findViewer } from './find-member.ts'
import { MemberType } from './member.type.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const SignInPayload = merchantPayload('SignInPayload', {
  ...SessionFields,
  mfaRequired: {
    type: () => Boolean,
    required: true,
    description: 'True when only the one-time code is missing or wrong.',
  },
})

@Resolver()
export class MemberResolver {
  @Query(() => MemberType)
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  viewer(@Ctx() request: MerchantRequest): Promise<MemberType> {
    return findViewer(request)
  }

  @Mutation(() => SignInPayload)
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  signIn(
    @Ctx() request: MerchantRequest,
    @Arg('email', () => String) email: string,
    @Arg('password', () => String) password: string,
    @Arg('otp', () => String, { nullable: true }) otp?: string | null,
    @Arg('deviceToken', () => String, { nullable: true }) deviceToken?: string | null,
  ) {
    return toPayload(
      request,
      SignInPayload,
      async () => ({ ...(await signIn(request, { email, password, otp, deviceToken })), mfaRequired: false }),
      (userErrors) => ({
        mfaRequired: userErrors.some(({ code }) => code === 'OTP_REQUIRED' || code === 'OTP_INVALID'),
      }),
    )
  }

  @Mutation(() => Boolean)
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  signOut(@Ctx() request: MerchantRequest): Promise<boolean> {
    return signOut(request)
  }
}
