import { randomInt } from 'node:crypto'
import { sha256 } from '../../../platform/crypto/sign.ts'

/** Without letters and digits that look alike. */
const ALPHABET = '34679CDFGHJKMNPQRTVWXY'
const LENGTH = 8

/** How often a code may be entered. */
export const MAX_TRIES = 5
/** How long a code can be entered, in milliseconds. */
export const CODE_LIFETIME_MS = 3_600_000

/** A random code that proves that its reader could decrypt a mail: two groups of four characters. */
export function newKeyCode(): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${characters.slice(0, LENGTH / 2)}-${characters.slice(LENGTH / 2)}`
}

/** The hash of a code as it was mailed or typed, in any case and with any separators. */
export const hashKeyCode = (code: string): Buffer => sha256(code.replace(/[^a-z0-9]/gi, '').toUpperCase())
