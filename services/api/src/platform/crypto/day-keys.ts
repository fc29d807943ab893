import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A key that is needed is missing from its folder, or malformed. The message is one sentence for the operator. */
export class KeyMissingError extends Error {}

export interface DayKey {
  /** The UTC day, `YYYY-MM-DD`. Every value sealed with the key is bound to it. */
  id: string
  bytes: Buffer
}

export interface DayKeys {
  /** @throws KeyMissingError when the key of the day does not exist */
  today(now?: Date): DayKey
  /** Null when the key was destroyed or never existed. @throws KeyMissingError when it can't be read */
  find(id: string): Buffer | null
  /** Whether the key exists and can be read. Never throws. */
  has(id: string): boolean
}

/** The UTC day of a moment, `YYYY-MM-DD`. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

export const keyFile = (folder: string, id: string): string => join(folder, `${id}.key`)

/** After this time a cached key is read from its file again, so that a destroyed key stops working. */
const CACHE_MS = 30_000

/**
 * Opens a folder of keys: one per UTC day, 32 bytes in base64, in the file `<YYYY-MM-DD>.key`. Keys are read when
 * needed, so keys that another process adds later are found. `what` names the keys in messages.
 * @throws KeyMissingError when today's key is missing, when today's or a later key is malformed, or when every user of the
 * machine can read a secret key
 */
export function loadDayKeys(folder: string, what: string, kind: 'secret' | 'public'): DayKeys {
  const cache = new Map<string, { bytes: Buffer; readAt: number }>()

  const find = (id: string): Buffer | null => {
    const now = Date.now()
    for (const [cachedId, key] of cache) if (Math.abs(now - key.readAt) > CACHE_MS) cache.delete(cachedId)
    const cached = cache.get(id)
    if (cached) return cached.bytes
    const bytes = readKey(folder, id, what)
    if (bytes) cache.set(id, { bytes, readAt: now })
    return bytes
  }

  const keys: DayKeys = {
    find,
    has(id) {
      try {
        return find(id) !== null
      } catch {
        return false
      }
    },
    today(now = new Date()) {
      const id = dayOf(now)
      const bytes = find(id)
      if (!bytes)
        throw new KeyMissingError(
          `The ${what} of ${id} is not in ${folder}: run make-keys, or check the clock.`,
        )
      return { id, bytes }
    },
  }
  keys.today()
  const ids = idsIn(folder)
  if (kind === 'secret') for (const id of ids) requirePrivateFile(folder, id, what)
  for (const id of ids.filter((each) => each > dayOf(new Date()))) readKey(folder, id, what)
  return keys
}

/** The days whose keys a folder contains, oldest first. */
export const idsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}\.key$/.test(name))
    .map((name) => name.slice(0, 10))
    .sort()

/** Windows has no such permission bits. */
function requirePrivateFile(folder: string, id: string, what: string): void {
  if (process.platform !== 'win32' && (statSync(keyFile(folder, id)).mode & 0o007) !== 0)
    throw new KeyMissingError(`The ${what} of ${id} in ${folder} can be read by everyone: chmod it to 600.`)
}

function readKey(folder: string, id: string, what: string): Buffer | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(id)) return null
  let text: string
  try {
    text = readFileSync(keyFile(folder, id), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new KeyMissingError(`The ${what} of ${id} can't be read in ${folder}.`, { cause: error })
  }
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 32)
    throw new KeyMissingError(`The ${what} of ${id} in ${folder} is not 32 bytes in base64.`)
  return bytes
}
