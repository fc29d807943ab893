import type { Client } from 'pg'
import type { EncryptedColumn } from './encrypted-columns.ts'
import type { Found } from './key-report.ts'
import type { Rotation } from './rotate-keys.ts'
import { rotateValue } from './rotate-value.ts'

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
    rotation.reports.count(part.column, await rotateRow(client, rotation, part, row), part.shopId)
}

const rotateRow = (
  client: Client,
  { keys, renews }: Rotation,
  { shopId, column: { table, column, keysOf, associated } }: Part,
  { id, encrypted, boundTo }: Row,
): Promise<Found> =>
  rotateValue({
    keys: keysOf(keys),
    encrypted,
    associated: associated(shopId, boundTo),
    renews,
    async replace(renewed) {
      const { rowCount } = await client.query(
        `update ${table} set ${column} = $1 where shop_id = $2 and id = $3 and ${column} = $4`,
        [renewed, shopId, id, encrypted],
      )
      return rowCount === 1
    },
  })
