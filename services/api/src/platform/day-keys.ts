import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Raised when a key that is needed is not in its folder, or is not a key: told in one sentence, never skipped. */
export class KeyMissing extends Error {}

export interface DayKey {
  /** The UTC day, `YYYY-MM-DD`; bound into each value sealed with it. */
  id: string
  bytes: Buffer
}

export interface DayKeys {
  /** @throws KeyMissing when the day's key has not been made. */
  today(now?: Date): DayKey
  /** Null when it was destroyed, or never made. */
  find(id: string): Buffer | null
}

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

export const keyFile = (folder: string, id: string): string => join(folder, `${id}.key`)

/** How long a key is used from memory before its file is looked at again: a destroyed one is gone by then. */
const HELD_MS = 30_000

/**
 * A folder of keys, one a UTC day, each 32 bytes in base64 in `<YYYY-MM-DD>.key`. Read when needed, so that a key made
 * meanwhile by another process is found. `what` names the keys in messages.
 * @throws KeyMissing when today's is not there, or is malformed.
 */
export function openDayKeys(folder: string, what: string): DayKeys {
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
    today(now = new Date()) {
      const id = dayOf(now)
      const bytes = find(id)
      if (!bytes)
        throw new KeyMissing(`The ${what} of ${id} is not in ${folder}: run make-keys, or check the clock.`)
      return { id, bytes }
    },
  }
  keys.today()
  return keys
}

function readKey(folder: string, id: string, what: string): Buffer | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(id)) return null
  let text: string
  try {
    text = readFileSync(keyFile(folder, id), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new KeyMissing(`The ${what} of ${id} can't be read in ${folder}.`, { cause: error })
  }
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 32)
    throw new KeyMissing(`The ${what} of ${id} in ${folder} is not 32 bytes in base64.`)
  return bytes
}
