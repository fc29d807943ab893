import { Client } from 'pg'
import { vi } from 'vitest'

/** Transaction control and the shop setting; also the reload of all shops, which other tests trigger by creating shops. */
const NOT_COUNTED = /^(begin|commit|rollback|start transaction|select set_config\('app)|\bfrom shop s$/i

/** Collects the SQL statements that this process sends while `work` runs, without those of NOT_COUNTED. */
export async function countStatements<T>(
  work: () => Promise<T>,
): Promise<{ statements: string[]; result: T }> {
  const spy = vi.spyOn(Client.prototype, 'query')
  try {
    const result = await work()
    const statements = spy.mock.calls
      .map(([query]: unknown[]) =>
        typeof query === 'string' ? query : String((query as { text: string }).text),
      )
      .filter((sql) => !NOT_COUNTED.test(sql.trim()))
    return { statements, result }
  } finally {
    spy.mockRestore()
  }
}
