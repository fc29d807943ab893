import type { Needle } from './search-bytes.ts'
import { spellingsOf } from './spellings.ts'

/** FULL is the whole number, KEPT its kept digits, SHORT its last six digits, or kept digits of fewer than nine. */
export type Part = 'FULL' | 'KEPT' | 'SHORT'

export interface CanaryNeedle extends Needle {
  part: Part
  /** False for a decoy. */
  entered: boolean
  /** Its encoding, if a hit counts only without another digit of that encoding beside it. */
  isolated: 'utf16le' | 'utf16be' | 'escaped' | null
}

export interface Canaries {
  needles: CanaryNeedle[]
  /** Short digits to search for as separate runs of ASCII digits. */
  runs: Map<string, { card: number; entered: boolean }>
}

/** Kept digits of this length or more are searched for in every spelling. */
const MIN_KEPT_LENGTH = 9
/** Fewer packed digits are five bytes or less, and occur in any text: "extends" is 65 78 74 65 … */
const MIN_PACKED_LENGTH = 12

/**
 * What to search for: cards that were entered and, for comparison, as many decoys that were not. Whole numbers and kept
 * digits of nine or more are searched for in every spelling, shorter ones as text.
 */
export function canariesOf(entered: readonly string[], decoys: readonly string[]): Canaries {
  const canaries: Canaries = { needles: [], runs: new Map() }
  for (const [card, number] of entered.entries()) addCard(canaries, number, card, true)
  for (const [card, number] of decoys.entries()) addCard(canaries, number, card, false)
  return canaries
}

function addCard({ needles, runs }: Canaries, number: string, card: number, entered: boolean): void {
  const kept = number.slice(0, -6)
  const add = (part: Part, digits: string) => {
    for (const spelling of spellingsOf(digits)) {
      const isAmbiguous = spelling.name.startsWith('packed') && digits.length < MIN_PACKED_LENGTH
      if (entered || isAmbiguous)
        needles.push({ ...spelling, part: isAmbiguous ? 'SHORT' : part, card, entered, isolated: null })
    }
  }
  add('FULL', number)
  if (kept.length >= MIN_KEPT_LENGTH) add('KEPT', kept)
  for (const digits of [number.slice(-6), ...(kept.length < MIN_KEPT_LENGTH ? [kept] : [])]) {
    runs.set(digits, { card, entered })
    for (const [isolated, name, bytes] of textEncodings(digits))
      needles.push({ name, bytes, part: 'SHORT', card, entered, isolated })
  }
}

function textEncodings(digits: string): ['utf16le' | 'utf16be' | 'escaped', string, Buffer][] {
  const little = Buffer.from(digits, 'utf16le')
  const escaped = [...digits].map((digit) => `\\u003${digit}`).join('')
  return [
    ['utf16le', 'UTF-16LE', little],
    ['utf16be', 'UTF-16BE', Buffer.from(little).swap16()],
    ['escaped', 'JSON-escaped', Buffer.from(escaped)],
  ]
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Whether a hit is not part of a longer run of digits, for search strings that must stand alone. */
export function isIsolated({ isolated, bytes: own }: CanaryNeedle, bytes: Buffer, start: number): boolean {
  const end = start + own.length
  switch (isolated) {
    case null:
      return true
    case 'utf16le':
      return (
        !(isDigit(bytes[start - 2]) && bytes[start - 1] === 0) &&
        !(isDigit(bytes[end]) && bytes[end + 1] === 0)
      )
    case 'utf16be':
      return (
        !(isDigit(bytes[start - 1]) && bytes[start - 2] === 0) &&
        !(isDigit(bytes[end + 1]) && bytes[end] === 0)
      )
    case 'escaped': {
      const [before, after] = [
        bytes.toString('latin1', Math.max(0, start - 6), start),
        bytes.toString('latin1', end, end + 6),
      ]
      return !/\\u003\d$/.test(before) && !/^\\u003\d/.test(after)
    }
  }
}
