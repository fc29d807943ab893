import { setTimeout as pause } from 'node:timers/promises'
import { backUp, backUpCarts, backUpFiles, type BackupOptions } from './back-up.ts'
import { withConnection } from './postgres/connect.ts'
import { saveErasures } from './postgres/erasures.ts'
import { beat, type Heartbeat } from './postgres/heartbeat.ts'
import { shipWal } from './postgres/ship-wal.ts'
import { isSegment, listBackups, namesIn, walFolder } from './repository/layout.ts'
import { writePosition } from './repository/position.ts'

const SHIP_EVERY_MS = 2_000
const HOUR_MS = 3_600_000

interface FollowOptions {
  /** Between two complete backups. */
  everyHours: number
  /** Between two backups of keys, pictures, carts and erasures. */
  filesEverySeconds: number
  /** One line of JSON per event. */
  log: (line: Record<string, unknown>) => void
  signal: AbortSignal
}

/**
 * Backs up until it is stopped: WAL as PostgreSQL archives it, keys, pictures, carts and erasures every minute, and everything every so many hours. WAL does
 * not wait for the rest: a complete backup may take an hour. A failure is logged and tried again; PostgreSQL keeps its WAL until it is archived.
 */
export async function follow(options: BackupOptions, followOptions: FollowOptions): Promise<void> {
  const { spool } = options
  await Promise.all([
    followFiles(options, followOptions),
    spool && followWal({ ...options, spool }, followOptions),
  ])
}

async function followFiles(options: BackupOptions, followOptions: FollowOptions): Promise<void> {
  const { everyHours, filesEverySeconds, log, signal } = followOptions
  while (!signal.aborted) {
    await attempt(log, 'The complete backup', async () => {
      if (!(await isDue(options, Date.now() - everyHours * HOUR_MS))) return
      const { id, files } = await backUp(options)
      log({ level: 30, msg: 'backed up', id, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) })
    })
    await attempt(log, 'The backup of keys and pictures', () => backUpFiles(options))
    const { redisUrl } = options
    if (redisUrl) await attempt(log, 'The backup of carts', () => backUpCarts(redisUrl, options))
    await attempt(log, 'The list of erasures', () =>
      withConnection(options.databaseUrl, (client) => saveErasures(client, options)),
    )
    await pauseFor(filesEverySeconds * 1_000, signal)
  }
}

async function followWal(
  options: BackupOptions & { spool: string },
  { log, signal }: FollowOptions,
): Promise<void> {
  /** Those whose WAL may not be in the backup yet, oldest first. */
  let heartbeats: Heartbeat[] = []
  let newestSegment = (await namesIn(walFolder(options.folder))).findLast(isSegment) ?? ''
  while (!signal.aborted) {
    await attempt(log, 'The backup of WAL', async () => {
      const shipped = await shipWal(options.spool, options)
      newestSegment = shipped.findLast(isSegment) ?? newestSegment
      const safe = heartbeats.findLastIndex(({ segment }) => segment <= newestSegment)
      heartbeats = heartbeats.slice(Math.max(safe, 0))
      const [first] = heartbeats
      if (safe >= 0 && first) await writePosition(options.folder, { recoverableTo: first.at })
      const last = heartbeats.at(-1) ?? null
      heartbeats.push(await withConnection(options.databaseUrl, (client) => beat(client, last)))
    })
    await pauseFor(SHIP_EVERY_MS, signal)
  }
}

async function attempt(log: FollowOptions['log'], what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log({ level: 50, msg: `${what} failed and will be tried again`, error: String(error) })
  }
}

/** Ends early when the program is stopped. */
const pauseFor = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined)

/** Also after a restore: the WAL that was written before archiving began again is in no backup. */
async function isDue({ folder, databaseUrl }: BackupOptions, before: number): Promise<boolean> {
  const last = (await listBackups(folder)).at(-1)
  if (!last || Date.parse(last.endedAt) < before) return true
  const timeline = await withConnection(databaseUrl, async (client) => {
    const { rows } = await client.query<{ timeline_id: number }>(
      'select timeline_id from pg_control_checkpoint()',
    )
    return rows[0]?.timeline_id
  })
  return parseInt(last.startWal.slice(0, 8), 16) !== timeline
}
