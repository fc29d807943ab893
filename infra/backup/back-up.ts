import { Readable } from 'node:stream'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { backUpKeys } from './folders/back-up-keys.ts'
import { backUpNewFiles, filesBelow } from './folders/back-up-folder.ts'
import { withConnection } from './postgres/connect.ts'
import { saveErasures } from './postgres/erasures.ts'
import { takeBaseBackup } from './postgres/take-base-backup.ts'
import { saveCarts } from './redis/carts.ts'
import { writeEncrypted } from './repository/encrypted-file.ts'
import {
  baseFolder,
  cartFolder,
  mediaFolder,
  PICTURES,
  SUFFIX,
  timeName,
  type Manifest,
} from './repository/layout.ts'
import { prune } from './repository/prune.ts'
import { writeFileDurably } from './repository/write-file-durably.ts'
import { readList, readNumber, readSetting, requireSetting } from './settings.ts'

/** What is backed up, and where to. */
export interface BackupOptions {
  folder: string
  recipient: string
  databaseUrl: string
  postgresData: string
  keepDays: number
  spool?: string | undefined
  redisUrl?: string | undefined
  media?: string | undefined
  keys?:
    | {
        folder: string
        recipient: string
        keptKeysDir?: string | undefined
        secretsFiles?: readonly string[] | undefined
      }
    | undefined
}

/** @throws Error when a required setting is missing, or when keys would be readable with the key of the backups */
export function readBackupOptions(env = process.env): BackupOptions {
  const recipient = requireSetting('BACKUP_RECIPIENT', env)
  const keyFolder = readSetting('KEY_BACKUP_DIR', env)
  const keyRecipient = keyFolder ? requireSetting('KEY_BACKUP_RECIPIENT', env) : ''
  if (keyRecipient === recipient)
    throw new Error('KEY_BACKUP_RECIPIENT must be another key than BACKUP_RECIPIENT.')
  return {
    folder: requireSetting('BACKUP_DIR', env),
    recipient,
    databaseUrl: requireSetting('BACKUP_DATABASE_URL', env),
    postgresData: requireSetting('POSTGRES_DATA', env),
    keepDays: readNumber('BACKUP_KEEP_DAYS', env),
    spool: readSetting('WAL_SPOOL', env),
    redisUrl: readSetting('REDIS_URL', env),
    media: readSetting('MEDIA_DIR', env),
    keys: keyFolder
      ? {
          folder: keyFolder,
          recipient: keyRecipient,
          keptKeysDir: readSetting('KEPT_KEYS_DIR', env),
          secretsFiles: readList('SECRETS_FILES', env),
        }
      : undefined,
  }
}

/** A complete backup. What is removed from older ones is removed after it has succeeded. */
export async function backUp(options: BackupOptions): Promise<Manifest> {
  const { folder, recipient, media } = options
  await backUpFiles(options)
  const manifest = await takeBaseBackup(options)
  // Pictures uploaded during the backup too: the backed-up database refers to them.
  if (media) await backUpNewFiles(media, mediaFolder(folder), recipient)
  const pictures = media ? await storedPictures(folder, media) : []
  await writeFileDurably(join(baseFolder(folder), manifest.id, PICTURES), pictures.join('\n'))
  if (options.redisUrl) await backUpCarts(options.redisUrl, { folder, recipient })
  await withConnection(options.databaseUrl, (client) => saveErasures(client, options))
  await prune(folder, options)
  return manifest
}

/** The names of the pictures that exist now and are in the backup. */
async function storedPictures(folder: string, media: string): Promise<string[]> {
  const present = new Set(await filesBelow(media))
  const stored = (await filesBelow(mediaFolder(folder))).map((name) => name.slice(0, -SUFFIX.length))
  return stored.filter((name) => present.has(name))
}

/** Keys and pictures that are new. Keys come first: without its key, what is backed up with it cannot be read. */
export async function backUpFiles({ folder, recipient, media, keys }: BackupOptions): Promise<void> {
  if (keys) await backUpKeys(keys)
  if (media) await backUpNewFiles(media, mediaFolder(folder), recipient)
}

export async function backUpCarts(
  url: string,
  { folder, recipient }: { folder: string; recipient: string },
): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 3 })
  redis.on('error', () => undefined)
  try {
    const file = join(cartFolder(folder), timeName(new Date()) + SUFFIX)
    await writeEncrypted(file, Readable.from(saveCarts(redis)), recipient)
  } finally {
    redis.disconnect()
  }
}
