import { brandOf } from './brands.ts'
import { SEPARATORS } from './separators.ts'

/**
 * Runs of 13 or more digits with the separators that a card number may have, and more that people type in a text. The first alternative consumes UUIDs, so that
 * their digits are not mistaken for a card number.
 */
const RUNS = new RegExp(
  String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\d(?:[\s\p{Zs}\p{Pd}\p{Cf}._/,:|*${SEPARATORS}]*\d){12,}`,
  'giu',
)
const LENGTHS = [13, 14, 15, 16, 17, 18, 19]
const LONG_LENGTHS = LENGTHS.slice(1)

/** Whether a run of digits contains a valid number of one of the four brands, also within a longer run. */
function containsCard(run: string, lengths = LENGTHS): boolean {
  if (run.includes('-') && /[a-f]/i.test(run)) return false
  const digits = run.replace(/\D/g, '')
  // A UUID that consists of decimal digits.
  if (digits.length === 32 && run.length === 36) return false
  for (let start = 0; start + 13 <= digits.length; start++)
    for (const length of lengths)
      if (start + length <= digits.length && brandOf(digits.slice(start, start + length))) return true
  return false
}

/** Whether a text contains a card number, whatever separates or surrounds its digits. */
export const containsCardNumber = (text: string): boolean => runsOf(text).some((run) => containsCard(run))

/** As `containsCardNumber`, but numbers of 13 digits, which only few Visa cards have, do not count. */
export const containsLongCardNumber = (text: string): boolean =>
  runsOf(text).some((run) => containsCard(run, LONG_LENGTHS))

function runsOf(text: string): string[] {
  const normalized = text.normalize('NFKC')
  return mayContainRun(normalized) ? [...normalized.matchAll(RUNS)].map(([run]) => run) : []
}

/** Replaces every run of digits that contains a card number with `[card]`. A last line of defence for logs and messages. */
export const redactCardNumbers = (text: string): string =>
  mayContainRun(text) ? text.replace(RUNS, (run) => (containsCard(run) ? '[card]' : run)) : text

const [DIGIT_0, DIGIT_9, ASCII_END] = [48, 57, 128]
/** The separators of `RUNS` below U+0080. */
const ASCII_SEPARATORS = new Set([...' \t\n\r\v\f._/,:|*-'].map((character) => character.charCodeAt(0)))

/** A test for 13 digits in a run that is a hundred times faster than `RUNS`: nearly every line of a log has none. */
function mayContainRun(text: string): boolean {
  let digits = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= DIGIT_0 && code <= DIGIT_9) {
      if (++digits === 13) return true
    } else if (code < ASCII_END && !ASCII_SEPARATORS.has(code)) digits = 0
  }
  return false
}
