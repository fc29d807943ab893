import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { parse } from 'uuid'
import type { MerchantRequest } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import type { EntityManager } from '../../platform/db/orm.ts'
import { subjectsOfPasskey } from '../attempt-subjects.ts'
import { countAttempt, forgiveAttempts } from '../count-attempt.ts'
import { logRefusal } from './log-refusal.ts'
import { readAssertion } from './read-response.ts'
import { relyingPartyOf } from './relying-party.ts'

type Assertion = ReturnType<typeof readAssertion>

interface StoredPasskey {
  id: string
  memberId: string
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
}

/**
 * Checks what a browser's passkey answered (AuthenticationResponseJSON). The returned check permits one session or one change of the account. Every
 * failure gives the same error.
 *
 * @throws OperationError PASSKEY_INVALID; RequestError BAD_USER_INPUT, RATE_LIMITED
 */
export async function usePasskey(
  request: MerchantRequest,
  response: string,
): Promise<{ id: string; memberId: string }> {
  const assertion = readAssertion(response)
  const em = request.app.orm.em.fork()
  const subjects = subjectsOfPasskey(request)
  await countAttempt(em, subjects)
  const passkey = await findPasskey(em, assertion)
  if (!passkey || !(await isSignedBy(request, assertion, passkey))) return reject('PASSKEY_INVALID')
  const check = (await checkPasskey(em, assertion)) ?? reject('PASSKEY_INVALID')
  await forgiveAttempts(em, subjects)
  return check
}

/** The passkey of the response's credential, unless the response names another member. */
async function findPasskey(em: EntityManager, { id, response }: Assertion): Promise<StoredPasskey | null> {
  const [row] = await em.execute<{ id: string; member_id: string; public_key: string; counter: string }[]>(
    `select id, member_id, encode(public_key, 'hex') as public_key, counter from passkey where credential_id = decode(?, 'hex')`,
    [Buffer.from(id, 'base64url').toString('hex')],
  )
  if (!row) return null
  const userHandle = Buffer.from(parse(row.member_id)).toString('base64url')
  if (response.userHandle !== userHandle) return null
  return {
    id: row.id,
    memberId: row.member_id,
    publicKey: Uint8Array.from(Buffer.from(row.public_key, 'hex')),
    counter: Number(row.counter),
  }
}

/** Whether the passkey signed this for the portal, after it verified its user, and its counter did not go back. */
async function isSignedBy(
  { app }: MerchantRequest,
  assertion: Assertion,
  { id: passkeyId, publicKey, counter }: StoredPasskey,
): Promise<boolean> {
  const { id, origin } = relyingPartyOf(app.env)
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: assertion,
      expectedType: 'webauthn.get',
      // check_passkey looks it up and uses it up.
      expectedChallenge: () => true,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      // The counter is compared below: the library does so before it knows who signed it.
      credential: { id: assertion.id, publicKey, counter: 0 },
    })
    if (!verified) return false
    const { newCounter } = authenticationInfo
    if (Math.max(newCounter, counter) === 0 || newCounter > counter) return true
    app.log.warn(
      { passkey: passkeyId, counter, newCounter },
      'A passkey was refused because its signature counter went back: somebody may have copied it',
    )
  } catch (error) {
    logRefusal(app.log, error)
  }
  return false
}

/** The database verifies everything again but the origin, and uses up the challenge. */
async function checkPasskey(em: EntityManager, { id, response }: Assertion) {
  const bytes = [id, response.authenticatorData, response.clientDataJSON, response.signature]
  const [row] = await em.execute<{ check_id: string; member_id: string }[]>(
    `select * from check_passkey(decode(?, 'hex'), decode(?, 'hex'), decode(?, 'hex'), decode(?, 'hex'))`,
    bytes.map((value) => Buffer.from(value, 'base64url').toString('hex')),
  )
  return row ? { id: row.check_id, memberId: row.member_id } : null
}
