import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeEncrypted } from '../repository/encrypted-file.ts'
import { SUFFIX, walFolder } from '../repository/layout.ts'

/** What PostgreSQL archives: segments, histories of timelines, and labels of backups. */
const ARCHIVED = /^[0-9A-F]{24}(\.[0-9A-F]{8}\.backup)?$|^[0-9A-F]{8}\.history$/

/** Encrypts the WAL that PostgreSQL has archived into the backup, in its order, and removes it from the spool. Returns the names. */
export async function shipWal(
  spool: string,
  { folder, recipient }: { folder: string; recipient: string },
): Promise<string[]> {
  const names = (await readdir(spool)).filter((name) => ARCHIVED.test(name)).sort()
  for (const name of names) {
    await writeEncrypted(
      join(walFolder(folder), name + SUFFIX),
      createReadStream(join(spool, name)),
      recipient,
    )
    await rm(join(spool, name))
  }
  return names
}
