import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from './redis.ts'

/** Errors of servers whose operator forbids these commands: by ACL, by renaming them, or because Redis is a managed service. */
const FORBIDDEN = /^(NOPERM|ERR unknown command|ERR command .* (disabled|not allowed))/i
const BUSY = /in progress|can't|scheduled/i
const MAX_WAIT_MS = 600_000
const POLL_MS = 100

/**
 * Makes Redis rewrite its append-only file and its dump from the present data, so that deleted data is in neither. Waits while
 * Redis is writing for another reason, and until each file is written. Needs Redis 6.2 or newer.
 * @returns 'forbidden' when the server does not allow it
 * @throws when Redis fails or takes longer than ten minutes
 */
export async function rewriteRedisFiles(redis: Redis): Promise<'rewritten' | 'forbidden'> {
  const deadline = Date.now() + MAX_WAIT_MS
  try {
    await rewrite(redis, 'BGREWRITEAOF', 'aof_last_bgrewrite_status', deadline)
    await rewrite(redis, 'BGSAVE', 'rdb_last_bgsave_status', deadline)
  } catch (error) {
    if (error instanceof Error && FORBIDDEN.test(error.message)) return 'forbidden'
    throw error
  }
  return 'rewritten'
}

async function rewrite(redis: Redis, command: string, statusField: string, deadline: number): Promise<void> {
  for (;;) {
    await waitUntilIdle(redis, deadline)
    try {
      await redis.call(command)
      break
    } catch (error) {
      if (!(error instanceof Error && BUSY.test(error.message))) throw error
      await pause(POLL_MS)
    }
  }
  const info = await waitUntilIdle(redis, deadline)
  if (!info.includes(`${statusField}:ok`))
    throw new Error(`Redis could not complete ${command}; see the log of the Redis server.`)
}

/** Waits until Redis writes neither file, and returns its persistence report. */
async function waitUntilIdle(redis: Redis, deadline: number): Promise<string> {
  for (;;) {
    const info = await redis.info('persistence')
    if (!/^(aof_rewrite_in_progress|aof_rewrite_scheduled|rdb_bgsave_in_progress):1/m.test(info)) return info
    if (Date.now() > deadline) throw new Error('Redis did not finish writing its files within ten minutes.')
    await pause(POLL_MS)
  }
}
