import { brandOf } from '@triclic/card-core'

/** Digits with what people write between them; a UUID is passed over whole, its digits are nobody's. */
const RUNS = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\d(?:[\s\p{Zs}\p{Pd}._/,:|*-]*\d){12,}/giu
const LENGTHS = [13, 14, 15, 16, 17, 18, 19]

/** Whether a run of digits holds a number of the four brands, whatever digits stand around it. */
function holdsCard(run: string): boolean {
  if (run.includes('-') && /[a-f]/i.test(run)) return false
  const digits = run.replace(/\D/g, '')
  if (digits.length === 32 && run.length === 36) return false
  for (let start = 0; start + 13 <= digits.length; start++)
    for (const length of LENGTHS)
      if (start + length <= digits.length && brandOf(digits.slice(start, start + length))) return true
  return false
}

/** Whether a text holds what reads as a card number, whatever stands between its digits or around it. */
export function containsCardNumber(text: string): boolean {
  for (const [run] of text.normalize('NFKC').matchAll(RUNS)) if (holdsCard(run)) return true
  return false
}

/** The second net of what is written: a run of digits that holds a card number of the four brands is struck out whole. */
export const redactCardNumbers = (text: string): string =>
  text.replace(RUNS, (run) => (holdsCard(run) ? '[card]' : run))
