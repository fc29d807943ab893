import { Client } from 'pg'
import { vi } from 'vitest'

/** Transaction control and the shop setting; also what the API sends by itself: it reads shops and the changes of catalogs, and notifies of them. */
const NOT_COUNTED =
  /^(begin|commit|rollback|start transaction|select set_config\('app)|^with wanted as \(\s*select id from shop |\bshop_changes\(|pg_notify\(/i

/** Collects the SQL statements that this process sends while `work` runs, without those of NOT_COUNTED, and counts transactions. */
export async function countStatements<T>(
  work: () => Promise<T>,
): Promise<{ statements: string[]; transactions: number; result: T }> {
  const spy = vi.spyOn(Client.prototype, 'query')
  try {
    const result = await work()
    const sent = spy.mock.calls.map(([query]: unknown[]) =>
      typeof query === 'string' ? query : String((query as { text: string }).text),
    )
    const statements = sent.filter((sql) => !NOT_COUNTED.test(sql.trim()))
    const transactions = sent.filter((sql) => /^(begin|start transaction)/i.test(sql.trim())).length
    return { statements, transactions, result }
  } finally {
    spy.mockRestore()
  }
}
