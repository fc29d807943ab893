import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { AccountPayload, SessionFields } from '../account-payloads.ts'
import { addPasskey } from './add-passkey.ts'
import { optionsField } from './options-field.ts'
import { reauthenticateWithPasskey } from './reauthenticate-with-passkey.ts'
import { removePasskey } from './remove-passkey.ts'
import { signInWithPasskey } from './sign-in-with-passkey.ts'
import { startPasskey } from './start-passkey.ts'
import { startPasskeySignIn } from './start-passkey-sign-in.ts'

const StartPasskeyPayload = merchantPayload(
  'StartPasskeyPayload',
  optionsField('PublicKeyCredentialCreationOptionsJSON'),
)
const StartPasskeySignInPayload = merchantPayload(
  'StartPasskeySignInPayload',
  optionsField('PublicKeyCredentialRequestOptionsJSON'),
)
const SignInWithPasskeyPayload = merchantPayload('SignInWithPasskeyPayload', SessionFields)

@Resolver()
export class PasskeyResolver {
  @Mutation(() => StartPasskeyPayload, {
    description: 'Returns the options with which the browser creates a passkey. It is stored by addPasskey.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  startPasskey(
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
    return toPayload(request, StartPasskeyPayload, () => startPasskey(request, { password, otp }))
  }

  @Mutation(() => AccountPayload, {
    description: 'From now on, the passkey signs in without password and one-time code.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  addPasskey(
    @Ctx() request: MerchantRequest,
    @Arg('response', () => String, { description: 'RegistrationResponseJSON (WebAuthn Level 3).' })
    response: string,
    @Arg('name', () => String, { description: 'At most 60 characters.' }) name: string,
  ) {
    return toPayload(request, AccountPayload, () => addPasskey(request, { response, name }))
  }

  @Mutation(() => AccountPayload, {
    description:
      'The passkey no longer signs in. Needs a session that was opened with a second factor: SIGN_IN_WITH_PASSKEY otherwise.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  removePasskey(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID, { description: '`Passkey.id`: PASSKEY_NOT_FOUND for one that is not the member’s.' })
    id: string,
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
    return toPayload(request, AccountPayload, () => removePasskey(request, { id, password, otp }))
  }

  @Mutation(() => StartPasskeySignInPayload, {
    description: 'Returns the options with which the browser asks for a passkey, for signInWithPasskey.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  startPasskeySignIn(@Ctx() request: MerchantRequest) {
    return toPayload(request, StartPasskeySignInPayload, () => startPasskeySignIn(request))
  }

  @Mutation(() => SignInWithPasskeyPayload, {
    description:
      'Opens a session with a passkey, which counts as both factors. Every failure gives the same PASSKEY_INVALID.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  signInWithPasskey(
    @Ctx() request: MerchantRequest,
    @Arg('response', () => String, { description: 'AuthenticationResponseJSON (WebAuthn Level 3).' })
    response: string,
  ) {
    return toPayload(request, SignInWithPasskeyPayload, () => signInWithPasskey(request, { response }))
  }

  @Mutation(() => AccountPayload, {
    description: 'Like reauthenticate, with a passkey that answers the options of startPasskeySignIn.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  reauthenticateWithPasskey(
    @Ctx() request: MerchantRequest,
    @Arg('response', () => String, { description: 'AuthenticationResponseJSON (WebAuthn Level 3).' })
    response: string,
  ) {
    return toPayload(request, AccountPayload, () => reauthenticateWithPasskey(request, { response }))
  }
}
