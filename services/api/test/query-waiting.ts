import type { Orm } from '../src/platform/db/orm.ts'

/** Whether a statement like this waits for another transaction. */
export async function queryWaiting(orm: Orm, like: string): Promise<boolean> {
  const [row] = await orm.em
    .fork()
    .execute<{ waits: boolean }[]>(
      "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like ?) as waits",
      [like],
    )
  return row?.waits ?? false
}
