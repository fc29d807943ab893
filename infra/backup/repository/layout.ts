import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WrittenFile } from './encrypted-file.ts'

/** A complete backup, `base/<id>/manifest.json`: the last file that is written, so that a backup without it is none. */
export interface Manifest {
  /** When it began, as a file name: `20261130T081500Z`. Sorts by time. */
  id: string
  /** UTC, ISO 8601. No moment before `endedAt` can be restored from it. */
  startedAt: string
  endedAt: string
  /** The first and the last WAL segment without which it cannot be restored; both are in it. */
  startWal: string
  stopWal: string
  /** The backup_label of PostgreSQL. */
  label: string
  /** As in `show server_version`. */
  serverVersion: string
  files: WrittenFile[]
}

export const baseFolder = (folder: string): string => join(folder, 'base')
export const walFolder = (folder: string): string => join(folder, 'wal')
export const mediaFolder = (folder: string): string => join(folder, 'media')
export const cartFolder = (folder: string): string => join(folder, 'carts')
export const erasureFolder = (folder: string): string => join(folder, 'erasures')

/** In a complete backup, the names of the pictures that there were, one per line. They say nothing: the platform draws them at random. */
export const PICTURES = 'pictures.txt'

/** The encrypted form of a file name. */
export const SUFFIX = '.zst.age'

/** A moment as a file name that sorts by time: `20261130T081500123Z`. */
export const timeName = (moment: Date): string => moment.toISOString().replaceAll(/[-:.]/g, '')

/** The moment of a file name. */
export const momentOf = (name: string): Date =>
  new Date(
    name.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/,
      (_, ...[year, month, day, hour, minute, second, ms]: string[]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`,
    ),
  )

/** The names of finished encrypted files in a folder, without the suffix, sorted. None when the folder does not exist. */
export async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .sort()
}

/** The complete backups, oldest first. */
export async function listBackups(folder: string): Promise<Manifest[]> {
  const ids = await readdir(baseFolder(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const manifests = await Promise.all(
    ids.sort().map(async (id) => {
      const text = await readFile(join(baseFolder(folder), id, 'manifest.json'), 'utf8').catch(() => null)
      return text === null ? null : (JSON.parse(text) as Manifest)
    }),
  )
  return manifests.filter((manifest) => manifest !== null)
}

/** A WAL segment of PostgreSQL: timeline, log and segment number in hexadecimal. */
export const isSegment = (name: string): boolean => /^[0-9A-F]{24}$/.test(name)
