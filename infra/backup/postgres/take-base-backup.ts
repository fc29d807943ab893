import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { writeFileDurably } from '../repository/write-file-durably.ts'
import { writeEncrypted, type WrittenFile } from '../repository/encrypted-file.ts'
import { baseFolder, isSegment, SUFFIX, timeName, type Manifest } from '../repository/layout.ts'
import { packFolder } from '../run-tar.ts'
import { withConnection } from './connect.ts'

/** What a running server writes for itself alone (PostgreSQL manual, “Making a Base Backup Using the Low Level API”). */
const EXCLUDED = [
  './postmaster.pid',
  './postmaster.opts',
  './pg_wal/*',
  './pg_replslot/*',
  './pg_dynshmem/*',
  './pg_notify/*',
  './pg_serial/*',
  './pg_snapshots/*',
  './pg_stat_tmp/*',
  './pg_subtrans/*',
  './restored_wal',
  'pgsql_tmp*',
]

export interface BaseBackupOptions {
  folder: string
  recipient: string
  /** As a superuser. */
  databaseUrl: string
  /** The data folder of the server. */
  postgresData: string
}

/**
 * Copies the files of the running PostgreSQL with the WAL that makes them consistent, so that the backup can be restored without any other file. Writes go on
 * meanwhile.
 */
export const takeBaseBackup = (options: BaseBackupOptions): Promise<Manifest> =>
  withConnection(options.databaseUrl, async (client) => {
    const { folder, recipient, postgresData } = options
    const startedAt = new Date()
    const id = timeName(startedAt)
    const target = join(baseFolder(folder), id)
    // Keeps the WAL from being recycled, and ends with the connection.
    await client.query(
      `select pg_create_physical_replication_slot('triclic_backup_' || pg_backend_pid(), true, true)`,
    )
    const startWal = await segmentOf(client, 'pg_backup_start($1, true)', [id])
    const data = await writeEncrypted(
      join(target, `data.tar${SUFFIX}`),
      packFolder(postgresData, { exclude: EXCLUDED }),
      recipient,
    )
    const { rows } = await client.query<{ wal: string; label: string; tablespaces: string }>(
      'select pg_walfile_name(lsn) as wal, labelfile as label, spcmapfile as tablespaces from pg_backup_stop(false)',
    )
    const [stopped] = rows
    if (!stopped) throw new Error('PostgreSQL did not end the backup.')
    if (stopped.tablespaces.trim())
      throw new Error('Tablespaces outside of the data folder are not backed up.')
    const wal = await packWal(options, target, { start: startWal, stop: stopped.wal })
    const { rows: versions } = await client.query<{ server_version: string }>('show server_version')
    const manifest: Manifest = {
      id,
      startedAt: startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      startWal,
      stopWal: stopped.wal,
      label: stopped.label,
      serverVersion: versions[0]?.server_version ?? '',
      files: [data, wal],
    }
    await writeFileDurably(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  })

async function segmentOf(client: pg.Client, lsn: string, params: unknown[]): Promise<string> {
  const { rows } = await client.query<{ wal: string }>(`select pg_walfile_name(${lsn}) as wal`, params)
  return rows[0]?.wal ?? ''
}

/** The segments that the backup needs, as they stand in the data folder. */
async function packWal(
  { postgresData, recipient }: BaseBackupOptions,
  target: string,
  { start, stop }: { start: string; stop: string },
): Promise<WrittenFile> {
  const names = await readdir(join(postgresData, 'pg_wal'))
  const segments = names.filter((name) => isSegment(name) && name >= start && name <= stop).sort()
  if (segments[0] !== start || segments.at(-1) !== stop)
    throw new Error(`The WAL segments ${start} to ${stop} are not there.`)
  const archive = packFolder(postgresData, { only: segments.map((name) => `./pg_wal/${name}`) })
  return writeEncrypted(join(target, `wal.tar${SUFFIX}`), archive, recipient)
}
