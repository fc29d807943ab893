import { join } from 'node:path'
import type pg from 'pg'
import { readEncryptedJson, writeEncryptedJson } from '../repository/encrypted-file.ts'
import { erasureFolder, momentOf, namesIn, SUFFIX, timeName } from '../repository/layout.ts'

/** An order whose buyer was erased. */
interface Erasure {
  shopId: string
  orderId: string
}

/**
 * Lists the orders whose buyers were erased since the last list, apart from the WAL: a database that is restored to an earlier moment must erase
 * them again. Returns how many.
 */
export async function saveErasures(
  client: pg.Client,
  { folder, recipient }: { folder: string; recipient: string },
): Promise<number> {
  const target = erasureFolder(folder)
  const last = (await namesIn(target)).at(-1)
  // The clock of a transaction is that of its beginning: some that began before the last list ended after it.
  const since = last ? new Date(momentOf(last).getTime() - OVERLAP_MS) : new Date(0)
  const now = new Date()
  const { rows } = await client.query<Erasure>(
    `select shop_id as "shopId", id as "orderId" from "order" where erased_at > $1 order by erased_at`,
    [since.toISOString()],
  )
  if (!rows.length) return 0
  await writeEncryptedJson(join(target, timeName(now) + SUFFIX), rows, recipient)
  return rows.length
}

const OVERLAP_MS = 600_000

export interface RepeatedErasures {
  erased: number
  /** Of these orders, which are not finished in the restored database, the buyers have to be erased by hand later. */
  open: Erasure[]
}

/** Erases the buyers of all listed orders that have one again. */
export async function repeatErasures(
  client: pg.Client,
  { folder, identity }: { folder: string; identity: string },
): Promise<RepeatedErasures> {
  const source = erasureFolder(folder)
  const lists = await Promise.all(
    (await namesIn(source)).map((name) =>
      readEncryptedJson<Erasure[]>(join(source, name + SUFFIX), identity),
    ),
  )
  const orders = new Map<string, Set<string>>()
  for (const { shopId, orderId } of lists.flat())
    orders.set(shopId, (orders.get(shopId) ?? new Set()).add(orderId))
  const result: RepeatedErasures = { erased: 0, open: [] }
  for (const [shopId, ids] of orders) {
    await client.query('begin')
    await client.query(`select set_config('app.shop_id', $1, true)`, [shopId])
    const { rows: due } = await client.query<{ id: string }>(
      'select id from "order" where shop_id = $1 and id = any($2::uuid[]) and erased_at is null',
      [shopId, [...ids]],
    )
    const { rows: erased } = await client.query<{ id: string }>(
      'select unnest(erase_buyers($1::uuid[])) as id',
      [due.map(({ id }) => id)],
    )
    await client.query('commit')
    const done = new Set(erased.map(({ id }) => id))
    result.erased += done.size
    result.open.push(...due.filter(({ id }) => !done.has(id)).map(({ id }) => ({ shopId, orderId: id })))
  }
  return result
}
