import { verifyRegistrationResponse } from '@simplewebauthn/server'
import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { logRefusal } from './log-refusal.ts'
import { readAttestation } from './read-response.ts'
import { ALGORITHMS, relyingPartyOf } from './relying-party.ts'

/**
 * The passkey that a browser created, and the challenge that it answered: the database looks that up and uses it up. `text` is the
 * browser's RegistrationResponseJSON.
 *
 * @throws OperationError PASSKEY_NOT_ADDED; RequestError BAD_USER_INPUT
 */
export async function verifyNewPasskey(request: Pick<MerchantRequest, 'app'>, text: string) {
  const response = readAttestation(text)
  const { id, origin } = relyingPartyOf(request.app.env)
  let challenge = ''
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedType: 'webauthn.create',
      expectedChallenge: (given) => Boolean((challenge = given)),
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (registrationInfo) return { challenge, credential: registrationInfo.credential, rpId: id }
  } catch (error) {
    logRefusal(request.app.log, error)
  }
  return reject('PASSKEY_NOT_ADDED')
}
