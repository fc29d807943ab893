import type { Needle } from './byte-search.ts'
import { spellingsOf } from './spellings.ts'

/** FULL is the whole number, KEPT all but its last six digits, SHORT the last six, or kept digits of under nine. */
export type What = 'FULL' | 'KEPT' | 'SHORT'

export interface CanaryNeedle extends Needle {
  what: What
  /** False of numbers that nobody entered. */
  entered: boolean
  /** Hits only where no other digit of the same spelling stands beside it. */
  alone: 'utf16le' | 'utf16be' | 'escaped' | null
}

export interface Canaries {
  needles: CanaryNeedle[]
  /** By their digits: what is looked for as bounded runs of ASCII digits. */
  runs: Map<string, { card: number; entered: boolean }>
}

const KEPT_BY_ITSELF = 9
/** Fewer digits than this in packed BCD are five bytes or less, and such stand in any text: "extends" reads as 65 78 74 65 … */
const PACKED_BY_ITSELF = 12

/**
 * What to look for of cards that were entered and, for comparison, of as many decoys that were not. Whole numbers and
 * kept digits of nine or more are looked for in every spelling; shorter ones as text.
 */
export function canariesOf(entered: readonly string[], decoys: readonly string[]): Canaries {
  const canaries: Canaries = { needles: [], runs: new Map() }
  for (const [card, number] of entered.entries()) addCard(canaries, number, card, true)
  for (const [card, number] of decoys.entries()) addCard(canaries, number, card, false)
  return canaries
}

function addCard({ needles, runs }: Canaries, number: string, card: number, entered: boolean): void {
  const kept = number.slice(0, -6)
  const add = (what: What, digits: string) => {
    for (const spelling of spellingsOf(digits)) {
      const isDoubtful = spelling.name.startsWith('packed') && digits.length < PACKED_BY_ITSELF
      if (entered || isDoubtful)
        needles.push({ ...spelling, what: isDoubtful ? 'SHORT' : what, card, entered, alone: null })
    }
  }
  add('FULL', number)
  if (kept.length >= KEPT_BY_ITSELF) add('KEPT', kept)
  for (const digits of [number.slice(-6), ...(kept.length < KEPT_BY_ITSELF ? [kept] : [])]) {
    runs.set(digits, { card, entered })
    for (const [alone, name, bytes] of textWays(digits))
      needles.push({ name, bytes, what: 'SHORT', card, entered, alone })
  }
}

function textWays(digits: string): ['utf16le' | 'utf16be' | 'escaped', string, Buffer][] {
  const little = Buffer.from(digits, 'utf16le')
  const escaped = [...digits].map((digit) => `\\u003${digit}`).join('')
  return [
    ['utf16le', 'UTF-16LE', little],
    ['utf16be', 'UTF-16BE', Buffer.from(little).swap16()],
    ['escaped', 'JSON-escaped', Buffer.from(escaped)],
  ]
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Whether a hit stands by itself, as far as its needle asks for that. */
export function standsAlone({ alone, bytes: own }: CanaryNeedle, bytes: Buffer, start: number): boolean {
  const end = start + own.length
  switch (alone) {
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
