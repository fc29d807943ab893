import type { Orm } from '../platform/db/orm.ts'
import { newCredentials, type OperatorCredentials } from './new-credentials.ts'
import type { Keys } from '../platform/crypto/keys.ts'

/** Gives an account a new password and a new secret, and ends its sessions. @throws Error when there is no such account */
export async function resetOperator(
  orm: Orm,
  operatorKeys: Keys,
  input: { email: string },
): Promise<OperatorCredentials> {
  const email = input.email.trim().toLowerCase()
  const em = orm.em.fork()
  const [account] = await em.execute<{ id: string }[]>('select id from operator_account where email = ?', [
    email,
  ])
  if (!account) throw new Error(`${email} has no account.`)
  const { credentials, stored } = await newCredentials(operatorKeys, account.id, email)
  await em.transactional(async (tx) => {
    await tx.execute(
      'update operator_account set password_parameters = ?, password_verifier = ?, otp_secret = ?, otp_step = null where id = ?',
      [stored.parameters, stored.verifier, stored.otpSecret, account.id],
    )
    await tx.execute('delete from operator_session where account_id = ?', [account.id])
  })
  return credentials
}
