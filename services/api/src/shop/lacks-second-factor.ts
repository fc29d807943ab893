import type { InTransaction, MerchantContext } from '../app/context.ts'

/**
 * Whether the shop reserves cards for sessions that were opened with a one-time code or a passkey, and this one was not. The
 * functions of the accounts alone record how a session was opened.
 */
export async function lacksSecondFactor({
  em,
  shop,
  member,
}: InTransaction<MerchantContext>): Promise<boolean> {
  if (!shop.secondFactorRequired) return false
  const [row] = await em.execute<{ has: boolean }[]>(
    "select session_has_second_factor(decode(?, 'hex')) as has",
    [member.tokenHash],
  )
  return row?.has !== true
}
