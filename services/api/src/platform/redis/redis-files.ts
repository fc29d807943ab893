import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from './redis.ts'

/** What a server answers whose operator does not let us rewrite: by ACL, by renaming, or as a managed service. */
const FORBIDDEN = /^(NOPERM|ERR unknown command|ERR command .* (disabled|not allowed))/i
const BUSY = /in progress|can't|scheduled/i
const LONGEST_MS = 600_000
const LOOK_MS = 100

/**
 * Has Redis write its append-only file and its dump anew, from what it holds now: what was deleted is in neither
 * afterwards. Waits while it is at work by itself, and until each is written. Redis 6.2 or newer.
 * @returns 'forbidden' where the server does not let us @throws when it fails or takes over ten minutes
 */
export async function rewriteRedisFiles(redis: Redis): Promise<'rewritten' | 'forbidden'> {
  const end = Date.now() + LONGEST_MS
  try {
    await order(redis, 'BGREWRITEAOF', 'aof_last_bgrewrite_status', end)
    await order(redis, 'BGSAVE', 'rdb_last_bgsave_status', end)
  } catch (error) {
    if (error instanceof Error && FORBIDDEN.test(error.message)) return 'forbidden'
    throw error
  }
  return 'rewritten'
}

async function order(redis: Redis, command: string, status: string, end: number): Promise<void> {
  for (;;) {
    await untilIdle(redis, end)
    try {
      await redis.call(command)
      break
    } catch (error) {
      if (!(error instanceof Error && BUSY.test(error.message))) throw error
      await pause(LOOK_MS)
    }
  }
  const info = await untilIdle(redis, end)
  if (!info.includes(`${status}:ok`)) throw new Error(`Redis could not end ${command}; its log says why.`)
}

/** Its own account of itself, once it writes neither file. */
async function untilIdle(redis: Redis, end: number): Promise<string> {
  for (;;) {
    const info = await redis.info('persistence')
    if (!/^(aof_rewrite_in_progress|aof_rewrite_scheduled|rdb_bgsave_in_progress):1/m.test(info)) return info
    if (Date.now() > end) throw new Error('Redis did not end writing its files in ten minutes.')
    await pause(LOOK_MS)
  }
}
