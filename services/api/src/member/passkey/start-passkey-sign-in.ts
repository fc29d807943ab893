import { generateAuthenticationOptions } from '@simplewebauthn/server'
import type { MerchantRequest } from '../../app/context.ts'
import { CHALLENGE_TIMEOUT, relyingPartyOf } from './relying-party.ts'

/**
 * Returns the options with which a browser asks for a passkey (PublicKeyCredentialRequestOptionsJSON), for signInWithPasskey within
 * five minutes. They name no member: the browser offers the passkeys that it knows for the portal.
 */
export async function startPasskeySignIn({ app }: MerchantRequest): Promise<{ options: string }> {
  const [row] = await app.orm.em
    .fork()
    .execute<{ challenge: string }[]>('select start_passkey_sign_in() as challenge')
  const options = await generateAuthenticationOptions({
    rpID: relyingPartyOf(app.env).id,
    challenge: Uint8Array.from(Buffer.from(row?.challenge ?? '', 'base64url')),
    timeout: CHALLENGE_TIMEOUT,
    userVerification: 'required',
  })
  return { options: JSON.stringify(options) }
}
