import type { Orm } from '../platform/db/orm.ts'

/** Removes an account with its sessions. @throws Error when there is no such account */
export async function removeOperator(orm: Orm, input: { email: string }): Promise<void> {
  const email = input.email.trim().toLowerCase()
  const rows = await orm.em
    .fork()
    .execute<{ id: string }[]>('delete from operator_account where email = ? returning id', [email])
  if (rows.length === 0) throw new Error(`${email} has no account.`)
}
