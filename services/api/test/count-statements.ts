import { Client } from 'pg'
import { vi } from 'vitest'

/** BEGIN, COMMIT and the shop setting; and the reading of all shops, which a shop of a test that runs beside sets off. */
const ASIDE = /^(begin|commit|rollback|start transaction|select set_config\('app)|\bfrom shop s$/i

/** The SQL statements sent by this process while `work` runs, those aside. */
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
      .filter((sql) => !ASIDE.test(sql.trim()))
    return { statements, result }
  } finally {
    spy.mockRestore()
  }
}
