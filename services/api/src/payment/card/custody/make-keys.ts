import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { dayOf, idsIn, keyFile } from '../../../platform/crypto/day-keys.ts'
import { publicKeyOf } from '../../../platform/crypto/hpke.ts'

export interface KeyFolders {
  keptKeysDir: string
  fragmentPublicKeysDir: string
  fragmentPrivateKeysDir: string
}

const DAY_MS = 86_400_000
const DAYS_AHEAD = 7
/** A fragment is mailed or erased within 24 h, so that the key of a day that ended 24 h ago has nothing left to open. */
const FRAGMENT_DAYS = 1
/** The longest retention that a shop can set is 30 days; the key of a day is used until that day ends. */
const KEPT_DAYS = 31

export interface KeysMade {
  made: string[]
  destroyed: string[]
  /** What looks wrong with the clock. */
  warnings: string[]
}

/**
 * Makes the keys of today and the next seven days where they are missing, files 0600 in folders 0700, and destroys
 * those whose time is over. Told by id.
 */
export async function makeKeys(folders: KeyFolders, now: Date = new Date()): Promise<KeysMade> {
  const all = [folders.keptKeysDir, folders.fragmentPublicKeysDir, folders.fragmentPrivateKeysDir]
  for (const folder of all) await mkdir(folder, { recursive: true, mode: 0o700 })
  const warnings = doubtsOfClock(folders, now)
  const destroyed = await destroyDueKeys(folders, now)
  const made: string[] = []
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const id = dayAfter(now, ahead)
    if (await writeKey(folders.keptKeysDir, id, randomBytes(32))) made.push(`kept ${id}`)
    if (await makePair(folders, id)) made.push(`fragment ${id}`)
  }
  return { made, destroyed, warnings }
}

const dayAfter = (now: Date, days: number): string => dayOf(new Date(now.getTime() + days * DAY_MS))

/**
 * Destroys fragment keys after 48 h and kept keys a day after the longest retention. With a clock that is ahead of every
 * key made so far nothing goes: it may be wrong, and the next run, an hour later, will know.
 */
export async function destroyDueKeys(folders: KeyFolders, now: Date = new Date()): Promise<string[]> {
  if (isAheadOfAll(folders, now)) return []
  const lastFragmentDay = dayAfter(now, -FRAGMENT_DAYS)
  const kept = await destroyBefore(folders.keptKeysDir, dayAfter(now, -KEPT_DAYS))
  const fragment = await destroyBefore(folders.fragmentPrivateKeysDir, lastFragmentDay)
  await destroyBefore(folders.fragmentPublicKeysDir, lastFragmentDay)
  return [...kept.map((id) => `kept ${id}`), ...fragment.map((id) => `fragment ${id}`)]
}

function isAheadOfAll({ keptKeysDir }: KeyFolders, now: Date): boolean {
  const newest = idsIn(keptKeysDir).at(-1)
  return newest !== undefined && dayOf(now) > newest
}

function doubtsOfClock(folders: KeyFolders, now: Date): string[] {
  const newest = idsIn(folders.keptKeysDir).at(-1)
  const today = dayOf(now)
  if (isAheadOfAll(folders, now))
    return [
      `Today, ${today}, is past the newest key, of ${newest}: the clock is ahead, or no keys were made for a week. None is destroyed this time.`,
    ]
  if (newest !== undefined && newest > dayAfter(now, DAYS_AHEAD))
    return [`The newest key is of ${newest}, and today is ${today}: the clock went back.`]
  return []
}

/** The public half is always computed from the private file, so that two that run at once can't mix pairs. */
async function makePair(folders: KeyFolders, id: string): Promise<boolean> {
  if (existsSync(keyFile(folders.fragmentPublicKeysDir, id))) return false
  await writeKey(folders.fragmentPrivateKeysDir, id, randomBytes(32))
  const privateKey = await readFile(keyFile(folders.fragmentPrivateKeysDir, id), 'utf8')
  return writeKey(folders.fragmentPublicKeysDir, id, publicKeyOf(Buffer.from(privateKey, 'base64')))
}

/** Appears whole or not at all; false when it is there already. */
async function writeKey(folder: string, id: string, bytes: Buffer): Promise<boolean> {
  const file = keyFile(folder, id)
  if (existsSync(file)) return false
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${bytes.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

async function destroyBefore(folder: string, day: string): Promise<string[]> {
  const over = idsIn(folder).filter((id) => id < day)
  for (const id of over) await rm(keyFile(folder, id), { force: true })
  return over
}
