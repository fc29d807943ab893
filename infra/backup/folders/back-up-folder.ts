import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readEncrypted, writeEncrypted } from '../repository/encrypted-file.ts'
import { SUFFIX } from '../repository/layout.ts'

/** The paths of all files below a folder, relative to it, sorted. None when it does not exist. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** Backs up the files that are not in the backup yet: a file of this name never changes. Returns how many. */
export async function backUpNewFiles(source: string, target: string, recipient: string): Promise<number> {
  const stored = new Set((await filesBelow(target)).map((name) => name.replace(SUFFIX, '')))
  let added = 0
  for (const name of await filesBelow(source)) {
    if (stored.has(name) || isDraft(name)) continue
    try {
      await writeEncrypted(join(target, name + SUFFIX), createReadStream(join(source, name)), recipient)
      added++
    } catch (error) {
      // It was removed meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return added
}

/** Files are written under such names first, by us and by the API. */
const isDraft = (name: string): boolean => /\.(partial|tmp|[0-9a-f]{12})$/.test(name)

/** Restores all files of the backup that are not in the folder. Returns how many. */
export async function restoreFolder(
  source: string,
  target: string,
  identity: string,
  mode = 0o600,
): Promise<number> {
  const present = new Set(await filesBelow(target))
  const missing = (await filesBelow(source))
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .filter((name) => !present.has(name))
  for (const name of missing) {
    const file = join(target, name)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await pipeline(
      await readEncrypted(join(source, name + SUFFIX), identity),
      createWriteStream(`${file}.partial`, { mode, flush: true }),
    )
    await rename(`${file}.partial`, file)
  }
  return missing.length
}

/** Removes files of the backup by their original names. */
export async function removeFromBackup(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name + SUFFIX), { force: true })
}
