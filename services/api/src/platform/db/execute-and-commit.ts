import type { EntityManager } from './orm.ts'
import { COMMITS } from './pool-client.ts'

/**
 * Runs the last statement of a transaction and commits it, in one round trip. What must not be committed has to be an error of the
 * statement, which then rolls back the transaction as usual. Afterwards nothing may fail: it is committed. Another statement of the
 * transaction is refused.
 * @returns its rows
 */
export const executeAndCommit = <Row>(
  em: EntityManager,
  sql: string,
  params: readonly unknown[],
): Promise<Row[]> => em.execute<Row[]>(`${sql}${COMMITS}`, [...params])
