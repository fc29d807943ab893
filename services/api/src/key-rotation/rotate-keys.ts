import type { Client } from 'pg'
import { ENCRYPTED_COLUMNS, SECOND_FACTORS, type StoredKeys } from './encrypted-columns.ts'
import { KeyReports, type KeyReport } from './key-report.ts'
import { AUDIT_LOGS, rotateAuditChain } from './rotate-audit-chain.ts'
import { rotateColumn } from './rotate-column.ts'
import { rotateSecondFactors } from './rotate-second-factors.ts'

/** Shops or members that are read at once. */
const PAGE = 500

/**
 * Counts which key protects each stored value; with `renews`, values of earlier keys are encrypted or signed with the first key, shop by shop in
 * short transactions. What another process changes meanwhile is left as that process wrote it.
 *
 * @param client connected as the owner of the database
 */
export async function rotateKeys(client: Client, keys: StoredKeys, renews: boolean): Promise<KeyReport[]> {
  const reports = new KeyReports()
  for (const kind of [SECOND_FACTORS, ...ENCRYPTED_COLUMNS, AUDIT_LOGS]) reports.expect(kind)
  for await (const members of pagesOf(client, 'select id from member where mfa_secret is not null'))
    await rotateSecondFactors(client, { keys, renews, reports }, members)
  for await (const shops of pagesOf(client, 'select id from shop where true'))
    for (const shopId of shops)
      await inShop(client, shopId, async () => {
        for (const column of ENCRYPTED_COLUMNS)
          await rotateColumn(client, { keys, renews, reports }, { shopId, column })
        await rotateAuditChain(client, { keys, renews, reports }, shopId)
      })
  return reports.list()
}

/** What each step needs. */
export interface Rotation {
  keys: StoredKeys
  renews: boolean
  reports: KeyReports
}

async function* pagesOf(client: Client, query: string): AsyncGenerator<string[]> {
  let last: string | null = null
  for (;;) {
    const { rows } = await client.query<{ id: string }>(
      `${query} and ($1::uuid is null or id > $1) order by id limit $2`,
      [last, PAGE],
    )
    const ids: string[] = rows.map(({ id }) => id)
    if (ids.length > 0) yield ids
    if (ids.length < PAGE) return
    last = ids.at(-1) ?? null
  }
}

/** Row-level security applies to the owner too. */
async function inShop(client: Client, shopId: string, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await client.query("select set_config('app.shop_id', $1, true)", [shopId])
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
