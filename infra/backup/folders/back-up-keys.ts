import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readEncryptedJson, writeEncryptedJson } from '../repository/encrypted-file.ts'
import { namesIn, SUFFIX, timeName } from '../repository/layout.ts'
import { writeFileDurably } from '../repository/write-file-durably.ts'
import { backUpNewFiles, filesBelow, removeFromBackup } from './back-up-folder.ts'

export interface KeyBackup {
  /** Apart from the backups of what the keys open. */
  folder: string
  recipient: string
  keptKeysDir?: string | undefined
  /** Files that are backed up together whenever one has changed; missing ones are left out. */
  secretsFiles?: readonly string[] | undefined
}

/** The contents of files by their names. */
type Secrets = Record<string, string>

export const keptFolder = (folder: string): string => join(folder, 'kept')
const secretsFolder = (folder: string): string => join(folder, 'secrets')

const DAY_MS = 86_400_000
/** As long as the API keeps a key of kept digits (services/api, make-keys.ts): 31 days. */
const KEPT_DAYS = 31
const SECRETS_KEPT = 10

/**
 * Backs up the keys of the kept digits, and the files of secrets whenever one has changed. Copies of keys end with the keys: on their day, not when the
 * keys are gone, because a lost folder must not empty its backup. Keys of card fragments are never backed up.
 */
export async function backUpKeys(
  { folder, recipient, keptKeysDir, secretsFiles }: KeyBackup,
  now = new Date(),
): Promise<void> {
  if (keptKeysDir) await backUpNewFiles(keptKeysDir, keptFolder(folder), recipient)
  const oldest = new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10)
  const copies = (await filesBelow(keptFolder(folder))).map((name) => name.replace(SUFFIX, ''))
  await removeFromBackup(
    keptFolder(folder),
    copies.filter((name) => name.slice(0, 10) < oldest),
  )
  if (secretsFiles?.length) await backUpSecrets(secretsFiles, secretsFolder(folder), recipient, now)
}

async function backUpSecrets(
  files: readonly string[],
  target: string,
  recipient: string,
  now: Date,
): Promise<void> {
  const contents: Secrets = {}
  for (const file of files) if (existsSync(file)) contents[basename(file)] = await readFile(file, 'utf8')
  const hash = createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 16)
  const copies = await namesIn(target)
  if (!Object.keys(contents).length || copies.at(-1)?.endsWith(hash)) return
  await writeEncryptedJson(join(target, `${timeName(now)}-${hash}${SUFFIX}`), contents, recipient)
  // A backup of the last month may need a key that was removed since.
  const oldest = timeName(new Date(now.getTime() - KEPT_DAYS * DAY_MS))
  const beyond = copies.slice(0, Math.max(0, copies.length + 1 - SECRETS_KEPT))
  await removeFromBackup(
    target,
    beyond.filter((name) => name < oldest),
  )
}

/** Restores the newest copies of these files where they are missing. */
export async function restoreSecrets(
  folder: string,
  { identity, files }: { identity: string; files: readonly string[] },
): Promise<void> {
  const newest = (await namesIn(secretsFolder(folder))).at(-1)
  if (!newest) return
  const contents = await readEncryptedJson<Secrets>(join(secretsFolder(folder), newest + SUFFIX), identity)
  for (const file of files) {
    const content = contents[basename(file)]
    if (content !== undefined && !existsSync(file)) await writeFileDurably(file, content)
  }
}
