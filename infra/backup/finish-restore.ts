import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type pg from 'pg'
import { withConnection } from './postgres/connect.ts'
import { repeatErasures, type RepeatedErasures } from './postgres/erasures.ts'
import { loadCarts } from './redis/carts.ts'
import { readEncrypted } from './repository/encrypted-file.ts'
import { cartFolder, namesIn, SUFFIX } from './repository/layout.ts'
import { RESTORED_WAL } from './restore.ts'

export interface FinishOptions {
  folder: string
  identity: string
  /** As a superuser. */
  databaseUrl: string
  postgresData: string
  /** Carts are loaded into it, except those that are there. */
  redisUrl?: string | undefined
  /** For replaying the WAL. */
  timeoutSeconds?: number
}

export interface Finished extends RepeatedErasures {
  /** When the newest order was placed, UTC, ISO 8601; null without orders. */
  newestOrder: string | null
  /** Of members: all, because some may have been ended since. */
  endedSessions: number
  carts: number
}

/** Waits until PostgreSQL has replayed its WAL, and repeats what must not be undone by a restore. May be run again. */
export async function finishRestore(options: FinishOptions): Promise<Finished> {
  const { folder, identity, databaseUrl, postgresData, redisUrl, timeoutSeconds = 3_600 } = options
  await waitForPromotion(databaseUrl, timeoutSeconds)
  const finished = await withConnection(databaseUrl, async (client) => {
    for (const setting of ['restore_command', 'recovery_target_time', 'recovery_target_action'])
      await client.query(`alter system reset ${setting}`)
    await client.query('select pg_reload_conf()')
    const { rowCount: endedSessions } = await client.query('delete from session')
    await endOperatorSessions(client)
    const erasures = await repeatErasures(client, { folder, identity })
    return { ...erasures, endedSessions: endedSessions ?? 0, newestOrder: await newestOrder(client) }
  })
  await rm(join(postgresData, RESTORED_WAL), { recursive: true, force: true })
  const carts = redisUrl ? await restoreCarts(redisUrl, folder, identity) : 0
  return { ...finished, carts }
}

/** A backup from before migration 0133 has none. */
async function endOperatorSessions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ exist: boolean }>(
    `select to_regclass('public.operator_session') is not null as exist`,
  )
  if (rows[0]?.exist) await client.query('delete from operator_session')
}

async function waitForPromotion(databaseUrl: string, timeoutSeconds: number): Promise<void> {
  const deadline = Date.now() + timeoutSeconds * 1_000
  for (;;) {
    const isReady = await withConnection(databaseUrl, async (client) => {
      const { rows } = await client.query<{ recovering: boolean }>('select pg_is_in_recovery() as recovering')
      return rows[0]?.recovering === false
    }).catch((error: unknown) => {
      if (Date.now() > deadline) throw error
      return false
    })
    if (isReady) return
    if (Date.now() > deadline) throw new Error('PostgreSQL is still replaying its WAL.')
    await pause(200)
  }
}

async function newestOrder(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ at: Date | null }>('select max(placed_at) as at from "order"')
  return rows[0]?.at?.toISOString() ?? null
}

async function restoreCarts(url: string, folder: string, identity: string): Promise<number> {
  const newest = (await namesIn(cartFolder(folder))).at(-1)
  if (!newest) return 0
  const redis = new Redis(url, { maxRetriesPerRequest: 3 })
  redis.on('error', () => undefined)
  try {
    const input = await readEncrypted(join(cartFolder(folder), newest + SUFFIX), identity)
    return await loadCarts(redis, createInterface({ input }))
  } finally {
    redis.disconnect()
  }
}
