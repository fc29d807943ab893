import { randomInt } from 'node:crypto'
import type { InTransaction, ShopContext } from '../../../app/context.ts'

/**
 * A number below 2³¹ that no other attempt of this shop and identity has on this UTC day. The day's first number is random,
 * because two shops with the same identity cannot see each other's numbers.
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
  if (!row) throw new Error('bank_sequence returned no row.')
  return row.last
}
