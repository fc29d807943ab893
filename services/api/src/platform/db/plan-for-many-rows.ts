import type { EntityManager } from './orm.ts'

/**
 * For transactions that write thousands of rows: statistics that are made meanwhile do not count them, and the planner would compare each row with each
 * other. One statement may take 30 s instead of 5.
 */
export async function planForManyRows(em: EntityManager): Promise<void> {
  await em.execute('set local enable_nestloop = off')
  await em.execute("set local statement_timeout = '30s'")
}
