import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { dayOf, keyFile } from '../../platform/day-keys.ts'
import { publicKeyOf } from '../../platform/hpke.ts'

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

/**
 * Makes the keys of today and the next seven days where they are missing, files 0600 in folders 0700, and destroys
 * those whose time is over: fragment keys after 48 h, kept keys a day after the longest retention. Told by id.
 */
export async function makeKeys(
  folders: KeyFolders,
  now: Date = new Date(),
): Promise<{ made: string[]; destroyed: string[] }> {
  const all = [folders.keptKeysDir, folders.fragmentPublicKeysDir, folders.fragmentPrivateKeysDir]
  for (const folder of all) await mkdir(folder, { recursive: true, mode: 0o700 })
  const made: string[] = []
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const id = dayOf(new Date(now.getTime() + ahead * DAY_MS))
    if (await writeKey(folders.keptKeysDir, id, randomBytes(32))) made.push(`kept ${id}`)
    if (await makePair(folders, id)) made.push(`fragment ${id}`)
  }
  const lastFragmentDay = dayOf(new Date(now.getTime() - FRAGMENT_DAYS * DAY_MS))
  const lastKeptDay = dayOf(new Date(now.getTime() - KEPT_DAYS * DAY_MS))
  const destroyed = [
    ...(await destroyBefore(folders.keptKeysDir, lastKeptDay)).map((id) => `kept ${id}`),
    ...(await destroyBefore(folders.fragmentPrivateKeysDir, lastFragmentDay)).map((id) => `fragment ${id}`),
  ]
  await destroyBefore(folders.fragmentPublicKeysDir, lastFragmentDay)
  return { made, destroyed }
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
  const ids = (await readdir(folder)).filter((name) => /^\d{4}-\d{2}-\d{2}\.key$/.test(name))
  const over = ids.map((name) => name.slice(0, 10)).filter((id) => id < day)
  for (const id of over) await rm(keyFile(folder, id), { force: true })
  return over
}
