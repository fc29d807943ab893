import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Raised when a key that is needed is not in its folder, or is not a key: told in one sentence, never skipped. */
export class KeyMissingError extends Error {}

export interface DayKey {
  /** The UTC day, `YYYY-MM-DD`; bound into each value sealed with it. */
  id: string
  bytes: Buffer
}

export interface DayKeys {
  /** @throws KeyMissingError when the day's key has not been made. */
  today(now?: Date): DayKey
  /** Null when it was destroyed, or never made. */
  find(id: string): Buffer | null
  /** Whether it is there and can be read; never throws. */
  has(id: string): boolean
}

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

export const keyFile = (folder: string, id: string): string => join(folder, `${id}.key`)

/** How long a key is used from memory before its file is looked at again: a destroyed one is gone by then. */
const HELD_MS = 30_000

/**
 * A folder of keys, one a UTC day, each 32 bytes in base64 in `<YYYY-MM-DD>.key`. Read when needed, so that a key made
 * meanwhile by another process is found. `what` names the keys in messages.
 * @throws KeyMissingError when today's is not there, when it or a later one is malformed, or when a secret one can be read by
 * everyone on the machine.
 */
export function loadDayKeys(folder: string, what: string, kind: 'secret' | 'public'): DayKeys {
  const held = new Map<string, { bytes: Buffer; readAt: number }>()

  const find = (id: string): Buffer | null => {
    const now = Date.now()
    for (const [known, key] of held) if (Math.abs(now - key.readAt) > HELD_MS) held.delete(known)
    const known = held.get(id)
    if (known) return known.bytes
    const bytes = readKey(folder, id, what)
    if (bytes) held.set(id, { bytes, readAt: now })
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
  if (kind === 'secret') for (const id of ids) refuseOpenToAll(folder, id, what)
  for (const id of ids.filter((each) => each > dayOf(new Date()))) readKey(folder, id, what)
  return keys
}

/** The days whose keys are in a folder, oldest first. */
export const idsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}\.key$/.test(name))
    .map((name) => name.slice(0, 10))
    .sort()

/** Windows has no such bits. */
function refuseOpenToAll(folder: string, id: string, what: string): void {
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
