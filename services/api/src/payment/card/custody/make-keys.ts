import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dayOf, idsIn, keyFile } from '../../../platform/crypto/day-keys.ts'
import { publicKeyOf } from '../../../platform/crypto/hpke.ts'

export interface KeyFolders {
  keptKeysDir: string
  fragmentPublicKeysDir: string
  fragmentPrivateKeysDir: string
}

const DAY_MS = 86_400_000
const DAYS_AHEAD = 7
/** A card fragment is mailed or erased within 24 h, so a key is not needed 24 h after the end of its day. */
const FRAGMENT_DAYS = 1
/** The longest retention that a shop can set is 30 days, counted from the last moment of the key’s day. */
const KEPT_DAYS = 31
/** Keys of a day are made a week before, so that a day without keys was jumped over, or the machine was off. */
const DAYS_OF_A_TRUSTED_CLOCK = 2

export interface MakeKeysReport {
  /** `kept <day>` or `fragment <day>`. */
  made: string[]
  destroyed: string[]
  /** Signs that the machine's clock is wrong. */
  warnings: string[]
}

/** Creates the missing keys of today and the next seven days (files 0600, folders 0700) and destroys expired keys. */
export async function makeKeys(folders: KeyFolders, now: Date = new Date()): Promise<MakeKeysReport> {
  const { keptKeysDir, fragmentPublicKeysDir, fragmentPrivateKeysDir } = folders
  for (const folder of [keptKeysDir, fragmentPublicKeysDir, fragmentPrivateKeysDir])
    await mkdir(folder, { recursive: true, mode: 0o700 })
  const warnings = checkClock(folders, now)
  const destroyed = await destroyDueKeys(folders, now)
  const made: string[] = []
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const id = dayAfter(now, ahead)
    if (await writeKey(keptKeysDir, id, randomBytes(32))) made.push(`kept ${id}`)
    if (await makeFragmentKeyPair(folders, id)) made.push(`fragment ${id}`)
  }
  return { made, destroyed, warnings }
}

const dayAfter = (now: Date, days: number): string => dayOf(new Date(now.getTime() + days * DAY_MS))

/**
 * Destroys fragment keys 48 h after their day began and kept keys a day after the longest retention. Destroys nothing
 * while there is no key of the day before yesterday: the clock may have been set ahead, and whoever set it gets a day or more to notice.
 */
export async function destroyDueKeys(folders: KeyFolders, now: Date = new Date()): Promise<string[]> {
  if (!idsIn(folders.keptKeysDir).includes(dayAfter(now, -DAYS_OF_A_TRUSTED_CLOCK))) return []
  const lastFragmentDay = dayAfter(now, -FRAGMENT_DAYS)
  const kept = await destroyBefore(folders.keptKeysDir, dayAfter(now, -KEPT_DAYS))
  const fragment = await destroyBefore(folders.fragmentPrivateKeysDir, lastFragmentDay)
  await destroyBefore(folders.fragmentPublicKeysDir, lastFragmentDay)
  return [...kept.map((id) => `kept ${id}`), ...fragment.map((id) => `fragment ${id}`)]
}

function isClockAheadOfAllKeys({ keptKeysDir }: KeyFolders, now: Date): boolean {
  const newest = idsIn(keptKeysDir).at(-1)
  return newest !== undefined && dayOf(now) > newest
}

function checkClock(folders: KeyFolders, now: Date): string[] {
  const newest = idsIn(folders.keptKeysDir).at(-1)
  const today = dayOf(now)
  if (isClockAheadOfAllKeys(folders, now))
    return [
      `Today is ${today}, past the newest key (${newest}): the clock is ahead, or no keys were made for a week. No key is destroyed until the day after tomorrow.`,
    ]
  if (newest !== undefined && newest > dayAfter(now, DAYS_AHEAD))
    return [`Today is ${today}, but the newest key is for ${newest}: the clock was set back.`]
  return []
}

/** The public key is always derived from the private key file, so concurrent runs can't mix their key pairs. */
async function makeFragmentKeyPair(folders: KeyFolders, id: string): Promise<boolean> {
  if (existsSync(keyFile(folders.fragmentPublicKeysDir, id))) return false
  await writeKey(folders.fragmentPrivateKeysDir, id, randomBytes(32))
  const privateKey = await readFile(keyFile(folders.fragmentPrivateKeysDir, id), 'utf8')
  return writeKey(folders.fragmentPublicKeysDir, id, publicKeyOf(Buffer.from(privateKey, 'base64')))
}

/** Creates the file atomically, also when the disk is full or the power fails. Returns false when it already exists. */
async function writeKey(folder: string, id: string, bytes: Buffer): Promise<boolean> {
  const file = keyFile(folder, id)
  if (existsSync(file)) return false
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(draft, `${bytes.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function destroyBefore(folder: string, day: string): Promise<string[]> {
  const expired = idsIn(folder).filter((id) => id < day)
  for (const id of expired) await rm(keyFile(folder, id), { force: true })
  return expired
}
