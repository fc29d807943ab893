import type { Client } from 'pg'
import { encryptWithFirst, findDecrypted } from '../platform/crypto/keys.ts'
import type { EncryptedColumn } from './encrypted-columns.ts'
import type { Found } from './key-report.ts'
import type { Rotation } from './rotate-keys.ts'

interface Row {
  id: string
  encrypted: Buffer
  boundTo: string
}

interface Part {
  shopId: string
  column: EncryptedColumn
}

/** Counts, and renews, the values that a shop has in one column. In a transaction of this shop. */
export async function rotateColumn(client: Client, rotation: Rotation, part: Part): Promise<void> {
  const { table, column, boundTo } = part.column
  const { rows } = await client.query<Row>(
    `select t.id, t.${column} as encrypted, ${boundTo} as "boundTo" from ${table} t where t.shop_id = $1 and t.${column} is not null`,
    [part.shopId],
  )
  for (const row of rows)
    rotation.reports.count(part.column, await rotateValue(client, rotation, part, row), part.shopId)
}

async function rotateValue(
  client: Client,
  { keys, renews }: Rotation,
  { shopId, column: { table, column, keysOf, associated } }: Part,
  { id, encrypted, boundTo }: Row,
): Promise<Found> {
  const [columnKeys, bound] = [keysOf(keys), associated(shopId, boundTo)]
  const decrypted = findDecrypted(columnKeys, encrypted, bound)
  if (!decrypted) return 'unreadable'
  if (decrypted.key === columnKeys[0]) return 'current'
  if (!renews) return 'earlier'
  const { rowCount } = await client.query(
    `update ${table} set ${column} = $1 where shop_id = $2 and id = $3 and ${column} = $4`,
    [encryptWithFirst(columnKeys, decrypted.plain, bound), shopId, id, encrypted],
  )
  return rowCount === 1 ? 'renewed' : 'earlier'
}
