import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { toMerchantPayload } from '../kernel/to-merchant-payload.ts'
import { requireMember } from '../kernel/require-permission.ts'
import { findMember } from './find-member.ts'
import { MemberType } from './member.type.ts'
import { SignInPayload } from './sign-in-payload.type.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

@Resolver()
export class MemberResolver {
  @Query(() => MemberType)
  async viewer(@Ctx() request: MerchantRequest): Promise<MemberType> {
    const member = await findMember(request.app, requireMember(request).id)
    if (!member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
    return member
  }

  @Mutation(() => SignInPayload)
  signIn(
    @Ctx() request: MerchantRequest,
    @Arg('email', () => String) email: string,
    @Arg('password', () => String) password: string,
    @Arg('otp', () => String, { nullable: true }) otp?: string | null,
  ): Promise<SignInPayload> {
    return toMerchantPayload(
      request,
      async () => {
        const { token, member } = await signIn(request, { email, password, otp })
        return { token, member, mfaRequired: false }
      },
      (problems) => ({
        token: null,
        member: null,
        mfaRequired: problems.some(({ code }) => code === 'OTP_REQUIRED' || code === 'OTP_INVALID'),
      }),
    )
  }

  @Mutation(() => Boolean)
  signOut(@Ctx() request: MerchantRequest): Promise<boolean> {
    return signOut(request)
  }
}
