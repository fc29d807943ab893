import type { Random } from '../traffic/random.ts'
import { grouped, SEPARATORS } from './find-violation.ts'

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066\ufeff',
  'e\u0301'.repeat(40),
  '👩‍👩‍👧‍👦'.repeat(30),
  '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢',
  '\r\nset-cookie: a=b',
  '__proto__',
  'constructor',
  '${7*7}{{7*7}}#{7*7}',
  "'; drop table shop; --",
  '%00%ff%c0%af',
  '../../../etc/passwd',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'https://user:secret@[::1]:99999/#x',
  'camille@buyers.test',
  '=cmd|calc!A1',
  'null',
  '-1',
  '1e400',
  '9223372036854775808',
  '2026-13-45T25:61:61Z',
  '0001-01-01T00:00:00Z',
  '(a+)+$',
]
const NUMBERS = [0, -0, -1, 1, 0.1, 1e21, -1e21, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, 5e-324]
const IDS = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01a224e8-9157-7106-8845-cd39cf5f2e6',
  '{01a224e8-9157-7106-8845-cd39cf5f2e64}',
  '01A224E8-9157-7106-8845-CD39CF5F2E64',
  '1 or 1=1',
]

/** Any 1 to 40 code units, lone surrogates and control characters included. */
const randomText = (random: Random): string =>
  String.fromCharCode(...Array.from({ length: 1 + random.below(40) }, () => random.below(0x10000)))

export interface Hostile {
  text(): string
  number(): number
  /** A text that looks like an id, or is one that belongs to nothing. */
  id(): string
  /** Anything that JSON can express, nested up to a thousand times. */
  json(): unknown
}

/**
 * Draws values that have broken parsers, databases and validators elsewhere.
 * @param cards card numbers that appear among the texts, and so must appear in no answer and no log
 */
export function hostileValues(random: Random, cards: readonly string[]): Hostile {
  const cardNumber = () => grouped(random.pick(cards), random.pick(['', '', ...SEPARATORS]))
  const text = (): string => {
    const kind = random.below(10)
    if (kind < 2) return cardNumber()
    if (kind < 3) return `note ${cardNumber()} end`
    if (kind < 5) return randomText(random)
    if (kind < 6) return random.pick(TEXTS).repeat(1 + random.below(300))
    return random.pick(TEXTS)
  }
  const number = () => random.pick([...NUMBERS, random.below(2 ** 31)])
  const id = () => (random.below(3) === 0 ? text() : random.pick(IDS))
  const leaf = (): unknown => random.pick([null, true, false, number(), text(), id(), [], {}])
  const json = (): unknown => {
    switch (random.below(6)) {
      case 0:
        return nest(leaf(), 1 + random.below(1000), random.below(2) === 0)
      case 1:
        return Array.from({ length: random.below(50) }, leaf)
      case 2:
        return Object.fromEntries(Array.from({ length: random.below(8) }, () => [text(), leaf()]))
      default:
        return leaf()
    }
  }
  return { text, number, id, json }
}

function nest(value: unknown, levels: number, inLists: boolean): unknown {
  let nested = value
  for (let level = 0; level < levels; level++) nested = inLists ? [nested] : { a: nested }
  return nested
}
