import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { v7 } from 'uuid'
import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { requireMember } from '../../kernel/require-member.ts'
import { sha256 } from '../../platform/crypto/sign.ts'
import { changeAccount } from '../change-account.ts'
import { findViewer } from '../find-member.ts'
import type { MemberType } from '../member.type.ts'
import { logRefusal } from './log-refusal.ts'
import { readAttestation } from './read-response.ts'
import { ALGORITHMS, relyingPartyOf } from './relying-party.ts'

/**
 * Stores the passkey that a browser created with the options of startPasskey. `response` is its RegistrationResponseJSON.
 *
 * @throws OperationError REQUIRED (name), PASSKEY_NOT_ADDED; RequestError BAD_USER_INPUT
 */
export async function addPasskey(
  request: MerchantRequest,
  input: { response: string; name: string },
): Promise<{ member: MemberType }> {
  const session = requireMember(request)
  const name = parseText(input.name, 'name', 60) ?? reject('REQUIRED', 'name')
  const { challenge, credential, rpId } = await verify(request, input.response)
  const member = await findViewer(request)
  await changeAccount(request, member, 'addPasskey', async (em) => {
    const [row] = await em.execute<{ added: boolean }[]>(
      `select add_passkey(decode(?, 'hex'), ?, ?, ?, decode(?, 'hex'), decode(?, 'hex'), decode(?, 'hex'), ?) as added`,
      [
        session.tokenHash,
        challenge,
        v7(),
        name,
        Buffer.from(credential.id, 'base64url').toString('hex'),
        Buffer.from(credential.publicKey).toString('hex'),
        sha256(rpId).toString('hex'),
        credential.counter,
      ],
    )
    if (!row?.added) reject('PASSKEY_NOT_ADDED')
  })
  return { member: await findViewer(request) }
}

async function verify(request: MerchantRequest, text: string) {
  const response = readAttestation(text)
  const { id, origin } = relyingPartyOf(request.app.env)
  let challenge = ''
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedType: 'webauthn.create',
      // add_passkey looks it up and uses it up.
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
