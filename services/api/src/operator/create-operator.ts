import { v7 } from 'uuid'
import type { Orm } from '../platform/db/orm.ts'
import { newCredentials, type OperatorCredentials } from './new-credentials.ts'
import type { Keys } from '../platform/crypto/keys.ts'

/** Makes an account. @throws Error when the address is none, or has an account already */
export async function createOperator(
  orm: Orm,
  operatorKeys: Keys,
  input: { email: string },
): Promise<OperatorCredentials> {
  const email = input.email.trim().toLowerCase()
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new Error(`${input.email} is not an email address.`)
  const id = v7()
  const { credentials, stored } = await newCredentials(operatorKeys, id, email)
  const rows = await orm.em.fork().execute<{ id: string }[]>(
    `insert into operator_account (id, email, password_parameters, password_verifier, otp_secret) values (?, ?, ?, ?, ?)
     on conflict (email) do nothing returning id`,
    [id, email, stored.parameters, stored.verifier, stored.otpSecret],
  )
  if (rows.length === 0) throw new Error(`${email} has an account already: operator reset ${email}`)
  return credentials
}
