import type { Orm } from './orm.ts'

/** The ids of the shops with rows in a view of what a scheduled task has to process. */
export async function findShopsWithDueRows(orm: Orm, view: string): Promise<string[]> {
  const rows = await orm.em.fork().execute<{ id: string }[]>('select shops_with_due_rows(?) as id', [view])
  return rows.map(({ id }) => id)
}
