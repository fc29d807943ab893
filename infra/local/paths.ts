import { createHash } from 'node:crypto'
import { accessSync, constants, lstatSync, mkdirSync, rmdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { readSetting } from './settings.ts'
import { UserFacingError } from './user-facing-error.ts'

/** The root folder of the checkout, absolute. */
export const root = resolve(import.meta.dirname, '../..')

/** The folder with the data of `npm start`. */
export const localData = join(root, '.local')

export const isRoot = process.getuid?.() === 0

/**
 * Where the root user keeps the PostgreSQL files that belong to `nobody`: one folder per checkout, with a subfolder
 * per data folder. Throws a {@link UserFacingError} if another user owns it.
 */
export function rootUserFolder(data: string): string {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12)
  const folder = join('/var/tmp', `triclic-${checkout}`)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== 0)
    throw new UserFacingError(`${folder} belongs to another user. Remove it and try again.`)
  return join(folder, createHash('sha256').update(resolve(data)).digest('hex').slice(0, 8))
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Not empty: it still holds the files of another data folder of this checkout.
  }
}

/** The folder for downloads shared by all checkouts (Redis, Chromium, GnuPG), or `.local/cache` without a writable home. */
export function cacheFolder(): string {
  const home = readSetting('XDG_CACHE_HOME') ?? join(homedir(), '.cache')
  for (const folder of [join(home, 'triclic'), join(localData, 'cache')]) {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      return folder
    } catch {
      continue
    }
  }
  throw new UserFacingError(`Neither ${home} nor ${localData} is writable. Make one of them writable.`)
}
