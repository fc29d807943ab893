import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { EntityManager } from '../platform/db/orm.ts'

/**
 * Whether the session with this hash, in hexadecimal, was opened with a one-time code or a passkey. The functions of the accounts
 * alone record how a session was opened.
 */
export async function hasSecondFactor(em: EntityManager, tokenHash: string): Promise<boolean> {
  const [row] = await em.execute<{ has: boolean }[]>(
    "select session_has_second_factor(decode(?, 'hex')) as has",
    [tokenHash],
  )
  return row?.has === true
}

/** Whether the shop reserves cards for sessions with a second factor, and this one has none. */
export const lacksSecondFactor = async ({
  em,
  shop,
  member,
}: InTransaction<MerchantContext>): Promise<boolean> =>
  shop.secondFactorRequired && !(await hasSecondFactor(em, member.tokenHash))
