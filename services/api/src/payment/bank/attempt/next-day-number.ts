import type { InTransaction, ShopContext } from '../../../context.ts'

/** Counts a bank identity's attempts of the UTC day, from 1; never twice the same. */
export async function nextDayNumber(
  tx: InTransaction<ShopContext>,
  identity: string,
  at: Date,
): Promise<number> {
  const [row] = await tx.em.execute<{ last: number }[]>(
    `insert into bank_sequence as b (shop_id, identity, day, last) values (?, ?, ?, 1)
     on conflict (shop_id, identity, day) do update set last = b.last + 1 returning last`,
    [tx.shop.id, identity, at.toISOString().slice(0, 10)],
  )
  if (!row) throw new Error('The sequence gave no number.')
  return row.last
}
