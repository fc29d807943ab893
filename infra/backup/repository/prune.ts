import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { filesBelow, removeFromBackup } from '../folders/back-up-folder.ts'
import {
  baseFolder,
  cartFolder,
  erasureFolder,
  listBackups,
  mediaFolder,
  momentOf,
  namesIn,
  PICTURES,
  SUFFIX,
  walFolder,
  type Manifest,
} from './layout.ts'

const DAY_MS = 86_400_000
const CARTS_KEPT = 3

/**
 * Removes what no restore of the last `keepDays` needs: backups older than the newest one that is older than that, WAL from before them, older lists of
 * erasures and carts, and pictures that the platform has removed. The newest backup is never removed.
 */
export async function prune(
  folder: string,
  { keepDays, media, now = new Date() }: { keepDays: number; media?: string | undefined; now?: Date },
): Promise<void> {
  const oldestMoment = new Date(now.getTime() - keepDays * DAY_MS)
  const backups = await listBackups(folder)
  const first = backups.findLast(({ endedAt }) => new Date(endedAt) <= oldestMoment) ?? backups[0]
  if (!first) return
  for (const { id } of backups.filter(({ id }) => id < first.id))
    await rm(join(baseFolder(folder), id), { recursive: true, force: true })
  const wal = (await namesIn(walFolder(folder))).filter(
    (name) => !name.endsWith('.history') && name.slice(8) < first.startWal.slice(8),
  )
  await removeFromBackup(walFolder(folder), wal)
  const erasures = (await namesIn(erasureFolder(folder))).filter(
    (name) => momentOf(name) < new Date(first.startedAt),
  )
  // The newest says until when erasures are listed.
  await removeFromBackup(erasureFolder(folder), erasures.slice(0, -1))
  await removeFromBackup(cartFolder(folder), (await namesIn(cartFolder(folder))).slice(0, -CARTS_KEPT))
  if (media) await forgetRemovedPictures(folder, media, first)
}

/** Pictures that are gone now, were gone at each backup that is left, and were copied before all of them. */
async function forgetRemovedPictures(folder: string, media: string, first: Manifest): Promise<void> {
  const present = await filesBelow(media)
  // An empty folder is rather a lost one.
  if (!present.length) return
  const lists = (await listBackups(folder)).map(({ id }) => picturesOf(folder, id))
  const needed = new Set([...present, ...(await Promise.all(lists)).flat()])
  const target = mediaFolder(folder)
  for (const file of await filesBelow(target)) {
    const name = file.slice(0, -SUFFIX.length)
    const { mtime } = await stat(join(target, file))
    if (!needed.has(name) && mtime < new Date(first.startedAt)) await removeFromBackup(target, [name])
  }
}

async function picturesOf(folder: string, id: string): Promise<string[]> {
  const list = await readFile(join(baseFolder(folder), id, PICTURES), 'utf8').catch(() => '')
  return list.split('\n').filter(Boolean)
}
