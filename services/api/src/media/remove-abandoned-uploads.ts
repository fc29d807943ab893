import { readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Begin the names of temporary folders: of an uploaded picture, of a piece of an archive, and of an import that the worker reads. */
export const TEMPORARY = {
  picture: 'triclic-picture-',
  piece: 'triclic-piece-',
  import: 'triclic-import-',
} as const

/** Longer than any upload lasts, in milliseconds. */
const ABANDONED_AFTER_MS = 3_600_000

/** Deletes the temporary folders that a killed process left behind. Those of other processes on this machine may still be in use, and stay. */
export async function removeAbandonedUploads(folder = tmpdir()): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!Object.values(TEMPORARY).some((prefix) => name.startsWith(prefix))) continue
    const path = join(folder, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
    if (mtimeMs < Date.now() - ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true })
  }
}
