import { createHash } from 'node:crypto'
import { accessSync, constants, lstatSync, mkdirSync, rmdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Sentence } from './sentence.ts'

/** The checkout's root folder, absolute. */
export const root = resolve(import.meta.dirname, '../..')

/** Where `npm start` keeps its data. */
export const localData = join(root, '.local')

export const isRoot = process.getuid?.() === 0

/** Where root keeps what must belong to another user: one folder per checkout, and a part of its own per data folder. */
export function rootsPlace(data: string): string {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12)
  const place = join('/var/tmp', `triclic-${checkout}`)
  mkdirSync(place, { recursive: true, mode: 0o755 })
  const found = lstatSync(place)
  if (!found.isDirectory() || found.uid !== 0)
    throw new Sentence(`${place} belongs to someone else; remove it.`)
  return join(place, createHash('sha256').update(resolve(data)).digest('hex').slice(0, 8))
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Another data folder of this checkout has its part there.
  }
}

/** A folder for what is fetched once (Redis, Chromium): the user's cache, or the checkout's where there is none. */
export function cacheFolder(): string {
  const home = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  for (const folder of [join(home, 'triclic'), join(localData, 'cache')]) {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      return folder
    } catch {
      continue
    }
  }
  throw new Sentence(`Neither ${home} nor ${localData} can be written: give one of them write permission.`)
}
