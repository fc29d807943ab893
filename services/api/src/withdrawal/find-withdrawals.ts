import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toUuidArray } from '../platform/db/sql.ts'
import { toWithdrawal, WITHDRAWAL, type StoredWithdrawal, type WithdrawalRow } from './load-withdrawals.ts'

/** The shop's withdrawals with these ids that exist, in the order of the ids; in one statement. */
export async function findWithdrawals(
  { em, shop }: InTransaction<MerchantContext>,
  ids: readonly string[],
): Promise<StoredWithdrawal[]> {
  const rows = await em.execute<{ found: WithdrawalRow }[]>(
    `select ${WITHDRAWAL} as found from unnest(?::uuid[]) with ordinality wanted (id, place)
     join withdrawal w on w.shop_id = ? and w.id = wanted.id join "order" o on o.shop_id = w.shop_id and o.id = w.order_id
     order by wanted.place`,
    [toUuidArray(ids), shop.id],
  )
  return rows.map(({ found }) => toWithdrawal(found))
}

/** The shop's withdrawal with this id, or null. */
export const findWithdrawalInShop = (ctx: MerchantContext, id: string): Promise<StoredWithdrawal | null> =>
  inTransaction(ctx, async (tx) => (await findWithdrawals(tx, [id]))[0] ?? null)
