import { randomBytes } from 'node:crypto'
import { networkOf } from '@triclic/listener'
import { findStepOfCode } from '../platform/crypto/one-time-code.ts'
import { provePassword } from '../platform/crypto/password.ts'
import { hmacOf, sha256 } from '../platform/crypto/sign.ts'
import type { OperatorPage } from './operator-page.ts'
import { decryptOtpSecret } from './otp-secret.ts'

export interface OperatorSignIn {
  email: string
  password: string
  /** The one-time code of the authenticator. */
  code: string
  /** The address of the client. */
  address: string
}

export type OperatorSignInResult =
  | { status: 'SIGNED_IN'; token: string }
  | { status: 'REFUSED' }
  /** `seconds`: how long to wait before the next attempt. */
  | { status: 'TOO_EARLY'; seconds: number }

/** Opens a session for an operator. Which of address, password and code is wrong is not told. */
export async function signInOperator(
  { env, orm }: OperatorPage,
  { email: given, password, code, address }: OperatorSignIn,
): Promise<OperatorSignInResult> {
  const email = given.trim().toLowerCase()
  const em = orm.em.fork()
  const network = networkOf(address)
  const subjects = [
    hmacOf(env.operatorKeys[0], 'attempts', network),
    hmacOf(env.operatorKeys[0], 'attempts', network, email),
  ]
  const [counted] = await em.execute<{ seconds: number }[]>(
    'select count_operator_attempt(?::text[]) as seconds',
    [toArray(subjects)],
  )
  if (counted && counted.seconds > 0) return { status: 'TOO_EARLY', seconds: counted.seconds }

  const [found] = await em.execute<{ parameters: string | null }[]>(
    'select find_operator_password(?) as parameters',
    [email],
  )
  const proof = await provePassword(found?.parameters ?? null, password)
  const [account] = await em.execute<{ id: string; secret: string }[]>(
    `select account_id as id, encode(otp_secret, 'hex') as secret from check_operator_password(?, ?)`,
    [email, proof],
  )
  if (!account) return { status: 'REFUSED' }
  const secret = decryptOtpSecret(env.operatorKeys, account.id, Buffer.from(account.secret, 'hex'))
  const step = findStepOfCode(secret, code, new Date())
  if (step === null) return { status: 'REFUSED' }
  const token = randomBytes(32).toString('base64url')
  const [session] = await em.execute<{ opened: boolean }[]>(
    'select open_operator_session(?, ?, ?, ?, ?::text[]) as opened',
    [email, proof, step, sha256(token), toArray(subjects)],
  )
  return session?.opened ? { status: 'SIGNED_IN', token } : { status: 'REFUSED' }
}

/** Base64url texts as an array of PostgreSQL. */
const toArray = (texts: string[]): string => `{${texts.join(',')}}`
