import { appendFile, chmod, chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { keptFolder, restoreSecrets } from './folders/back-up-keys.ts'
import { restoreFolder } from './folders/back-up-folder.ts'
import { readEncrypted } from './repository/encrypted-file.ts'
import {
  baseFolder,
  listBackups,
  mediaFolder,
  namesIn,
  SUFFIX,
  walFolder,
  type Manifest,
} from './repository/layout.ts'
import { readPosition } from './repository/position.ts'
import { unpackInto } from './run-tar.ts'

export interface RestoreOptions {
  /** The backups. */
  folder: string
  identity: string
  /** An empty folder, or one to be made. */
  postgresData: string
  /** The moment to which PostgreSQL is restored; as far as possible by default. */
  at?: Date | undefined
  media?: string | undefined
  keys?:
    | { folder: string; identity: string; keptKeysDir: string; secretsFiles?: readonly string[] | undefined }
    | undefined
}

export interface Restored {
  manifest: Manifest
  /** UTC, ISO 8601: what was committed before is in it, of what came later perhaps a part. Null: the end of the WAL. */
  to: string | null
  pictures: number
  keys: number
}

/** WAL that is to be replayed, in the data folder. */
export const RESTORED_WAL = 'restored_wal'

/**
 * Restores files. PostgreSQL replays its WAL when it is started next; then call `finishRestore`.
 * @throws Error when there is no backup from before that moment, when a folder is not empty, or when a file cannot be decrypted
 */
export async function restoreFiles(options: RestoreOptions): Promise<Restored> {
  const { folder, identity, postgresData, at, media, keys } = options
  const manifest = await chooseBackup(folder, at)
  const made = await mkdir(postgresData, { recursive: true, mode: 0o700 })
  if ((await readdir(postgresData)).length) throw new Error(`${postgresData} is not empty.`)
  for (const { name } of manifest.files)
    await unpackInto(postgresData, await readEncrypted(join(baseFolder(folder), manifest.id, name), identity))
  await chmod(postgresData, 0o700)
  await writeFile(join(postgresData, 'backup_label'), manifest.label, { mode: 0o600, flush: true })
  const to = await prepareRecovery(options, manifest)
  await giveToOwner(postgresData, made)
  const pictures = media ? await restoreFolder(mediaFolder(folder), media, identity) : 0
  const restoredKeys = keys ? await restoreKeys(keys) : 0
  if (media && pictures > 0) await giveAllToOwner(media)
  if (keys && restoredKeys > 0) await giveAllToOwner(keys.keptKeysDir)
  return { manifest, to: to?.toISOString() ?? null, pictures, keys: restoredKeys }
}

async function chooseBackup(folder: string, at?: Date): Promise<Manifest> {
  const backups = await listBackups(folder)
  const manifest = backups.findLast(({ endedAt }) => !at || new Date(endedAt) <= at)
  if (manifest) return manifest
  const [oldest] = backups
  throw new Error(
    oldest
      ? `The oldest backup was finished at ${oldest.endedAt}; no earlier moment can be restored.`
      : `There is no backup in ${folder}.`,
  )
}

/** Puts the WAL where PostgreSQL finds it, and tells it how far to replay. */
async function prepareRecovery(
  { folder, identity, postgresData, at }: RestoreOptions,
  { startWal }: Manifest,
): Promise<Date | null> {
  const target = join(postgresData, RESTORED_WAL)
  await mkdir(target, { mode: 0o700 })
  const names = (await namesIn(walFolder(folder))).filter(
    (name) => name.endsWith('.history') || name.slice(8) >= startWal.slice(8),
  )
  for (const name of names)
    await pipeline(
      await readEncrypted(join(walFolder(folder), name + SUFFIX), identity),
      createWriteStream(join(target, name), { mode: 0o600 }),
    )
  const position = await readPosition(folder)
  // PostgreSQL does not start if no later transaction than its target is in the WAL.
  const to = at && position && at < new Date(position.recoverableTo) ? at : null
  const settings = [
    `restore_command = 'cp "${RESTORED_WAL}/%f" "%p"'`,
    ...(to ? [`recovery_target_time = '${inPostgresForm(to)}'`] : []),
    `recovery_target_action = 'promote'`,
  ]
  await appendFile(join(postgresData, 'postgresql.auto.conf'), `${settings.join('\n')}\n`)
  await writeFile(join(postgresData, 'recovery.signal'), '', { mode: 0o600, flush: true })
  return to
}

/** As root: the server's user gets all files, as it has the folder, and the folders above it that were made for it. */
async function giveToOwner(folder: string, made: string | undefined): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(folder)
  for (let parent = dirname(folder); made && parent.startsWith(made); parent = dirname(parent))
    await chown(parent, uid, gid)
  const names = ['backup_label', 'recovery.signal', RESTORED_WAL]
  const wal = (await readdir(join(folder, RESTORED_WAL))).map((name) => join(RESTORED_WAL, name))
  for (const name of [...names, ...wal]) await chown(join(folder, name), uid, gid)
}

/** As root: whoever has the folder, such as the user of the API, gets all that is in it. */
async function giveAllToOwner(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(folder)
  for (const name of await readdir(folder, { recursive: true })) await chown(join(folder, name), uid, gid)
}

/** While it reads its settings, PostgreSQL does not know the `Z` of ISO 8601. */
const inPostgresForm = (moment: Date): string => moment.toISOString().replace('T', ' ').replace('Z', '+00')

async function restoreKeys({
  folder,
  identity,
  keptKeysDir,
  secretsFiles,
}: NonNullable<RestoreOptions['keys']>): Promise<number> {
  if (secretsFiles) await restoreSecrets(folder, { identity, files: secretsFiles })
  return restoreFolder(keptFolder(folder), keptKeysDir, identity)
}
