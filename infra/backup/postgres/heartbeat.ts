import type pg from 'pg'

/** A moment, and the WAL segment with a transaction that ended after it. */
export interface Heartbeat {
  /** UTC, ISO 8601. */
  at: string
  segment: string
  /** The next transaction id, if no transaction was running: while it is the same, nothing has happened. Otherwise null. */
  quietSince: string | null
}

/**
 * Writes a transaction that says nothing, unless there was none since the last: a recovery to a moment needs one that ended later, so every moment before
 * the newest heartbeat in the backup can be restored.
 */
export async function beat(client: pg.Client, last: Heartbeat | null): Promise<Heartbeat> {
  const at = new Date().toISOString()
  if (last?.quietSince && last.quietSince === (await readQuiet(client))) return { ...last, at }
  await client.query(`select pg_logical_emit_message(true, 'triclic_backup', '')`)
  const { rows } = await client.query<{ segment: string }>(
    'select pg_walfile_name(pg_current_wal_insert_lsn()) as segment',
  )
  return { at, segment: rows[0]?.segment ?? '', quietSince: await readQuiet(client) }
}

async function readQuiet(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ next: string; running: boolean }>(
    `select pg_snapshot_xmax(s)::text as next, pg_snapshot_xmin(s) <> pg_snapshot_xmax(s) as running from pg_current_snapshot() s`,
  )
  const [row] = rows
  return row && !row.running ? row.next : null
}
