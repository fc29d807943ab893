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
  @Query(() => MemberType, { description: 'The member whose session the request was made in.' })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  viewer(@Ctx() request: MerchantRequest): Promise<MemberType> {
    return findViewer(request)
  }

  @Mutation(() => SignInPayload, {
    description:
      'Opens a session with email address and password. An unknown address and a wrong password give the same INVALID_CREDENTIALS; each failure delays the next attempt (RATE_LIMITED).',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  signIn(
    @Ctx() request: MerchantRequest,
    @Arg('email', () => String, { description: 'Spaces around it and capitals do not matter.' })
    email: string,
    @Arg('password', () => String, { description: 'As the member chose it; every character counts.' })
    password: string,
    @Arg('otp', () => String, {
      nullable: true,
      description:
        'One-time code of the authenticator app, or a recovery code. Required from members with two-factor authentication: OTP_REQUIRED.',
    })
    otp?: string | null,
    @Arg('deviceToken', () => String, {
      nullable: true,
      description:
        '`SignInPayload.deviceToken` of an earlier sign-in on this device. A token of another member is ignored.',
    })
    deviceToken?: string | null,
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

  @Mutation(() => Boolean, {
    description: 'Ends the session of the request and returns true; its token is not accepted again.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  signOut(@Ctx() request: MerchantRequest): Promise<boolean> {
    return signOut(request)
  }
}
