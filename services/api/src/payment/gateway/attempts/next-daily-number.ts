import { randomInt } from 'node:crypto'
import type { InTransaction, ShopContext } from '../../../app/context.ts'

/**
 * Counts a bank identity's attempts of the UTC day, below 2³¹; never twice the same. Begins anywhere: two shops may have
 * one identity, and neither sees what the other counts.
 */
export async function nextDailyNumber(
  tx: InTransaction<ShopContext>,
  identity: string,
  at: Date,
): Promise<number> {
  const [row] = await tx.em.execute<{ last: number }[]>(
    `insert into bank_sequence as b (shop_id, identity, day, last) values (?, ?, ?, ?)
     on conflict (shop_id, identity, day) do update set last = b.last + 1 returning last`,
    [tx.shop.id, identity, at.toISOString().slice(0, 10), randomInt(1_000_000_000)],
  )
  if (!row) throw new Error('The sequence gave no number.')
  return row.last
}
