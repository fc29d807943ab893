import { Client } from 'pg'
import { inShop } from '../seed/in-shop.ts'
import type { TestApi } from './api.ts'

/** Runs a query as the database owner, limited by row-level security to the shop's rows. */
export const queryInShop = <T>(
  api: TestApi,
  shop: { id: string },
  sql: string,
  ...params: unknown[]
): Promise<T[]> => inShop(api.owner, shop.id, async () => (await api.owner.query(sql, params)).rows as T[])

/** Runs a statement as the database owner, limited by row-level security to the shop's rows. */
export const executeInShop = (
  api: TestApi,
  shop: { id: string },
  sql: string,
  ...params: unknown[]
): Promise<void> => executeAllInShop(api, shop, [[sql, ...params]])

/** Runs the statements in one transaction as the database owner, limited by row-level security to the shop's rows. */
export async function executeAllInShop(
  api: TestApi,
  shop: { id: string },
  statements: [sql: string, ...params: unknown[]][],
): Promise<void> {
  await inShop(api.owner, shop.id, async () => {
    for (const [sql, ...params] of statements) await api.owner.query(sql, params)
  })
}

/** Runs `work` on a connection of its own, which ends afterwards. */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
