import { generateRegistrationOptions } from '@simplewebauthn/server'
import { parse } from 'uuid'
import type { MerchantRequest } from '../../app/context.ts'
import { ALGORITHMS, CHALLENGE_TIMEOUT, relyingPartyOf } from './relying-party.ts'

/**
 * PublicKeyCredentialCreationOptionsJSON for a passkey that is discoverable and verifies its user, so that it signs in alone.
 * `known`: the credential ids in base64 that the account has already.
 */
export async function passkeyCreationOptions(
  { app }: Pick<MerchantRequest, 'app'>,
  account: { id: string; email: string; name: string },
  challenge: string,
  known: readonly string[] = [],
): Promise<string> {
  const options = await generateRegistrationOptions({
    rpName: 'Triclic',
    rpID: relyingPartyOf(app.env).id,
    userID: Uint8Array.from(parse(account.id)),
    userName: account.email,
    userDisplayName: account.name,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    timeout: CHALLENGE_TIMEOUT,
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id: Buffer.from(id, 'base64').toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
  return JSON.stringify(options)
}
