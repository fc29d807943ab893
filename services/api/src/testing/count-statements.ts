import { Client } from 'pg'
import { vi } from 'vitest'

/** The SQL statements sent by this process while `work` runs; BEGIN, COMMIT and the shop setting aside. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ statements: string[]; result: T }> {
  const spy = vi.spyOn(Client.prototype, 'query')
  try {
    const result = await work()
    const statements = spy.mock.calls
      .map(([query]: unknown[]) =>
        typeof query === 'string' ? query : String((query as { text: string }).text),
      )
      .filter(
        (sql) => !/^(begin|commit|rollback|start transaction|select set_config\('app)/i.test(sql.trim()),
      )
    return { statements, result }
  } finally {
    spy.mockRestore()
  }
}
