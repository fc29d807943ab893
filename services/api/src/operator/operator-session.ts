import { sha256 } from '../platform/crypto/sign.ts'
import type { OperatorPage } from './operator-page.ts'

/** The address of the operator whose session has this token; null if it has ended. */
export async function findOperator({ orm }: OperatorPage, token: string | undefined): Promise<string | null> {
  if (!token) return null
  const [row] = await orm.em
    .fork()
    .execute<{ email: string | null }[]>('select use_operator_session(?) as email', [sha256(token)])
  return row?.email ?? null
}

export async function endOperatorSession({ orm }: OperatorPage, token: string | undefined): Promise<void> {
  if (token) await orm.em.fork().execute('select end_operator_session(?)', [sha256(token)])
}
