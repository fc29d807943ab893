import type { Client } from 'pg'

/** Runs `work` in a transaction of the database owner within one shop: row-level security applies to the owner too. */
export async function inShop<T>(client: Client, shopId: string, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query("select set_config('app.shop_id', $1, true)", [shopId])
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Inserts rows into a table with one statement. The first row determines the columns. */
export async function insertRows(
  client: Client,
  table: string,
  rows: Record<string, unknown>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(', ')
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}
