import { brandOf } from '@triclic/card-core'
import { refuse } from '../errors.ts'

const RUN = /\d(?:[\s\p{Zs}\p{Pd}._/,:|*-]*\d){12,}/gu
const LENGTHS = [13, 14, 15, 16, 17, 18, 19]

/** Whether a text holds what reads as a card number, whatever stands between its digits or around it. */
export function holdsCardNumber(text: string): boolean {
  for (const [run] of text.normalize('NFKC').matchAll(RUN)) {
    const digits = run.replace(/\D/g, '')
    for (let start = 0; start + 13 <= digits.length; start++)
      for (const length of LENGTHS)
        if (start + length <= digits.length && brandOf(digits.slice(start, start + length))) return true
  }
  return false
}

/** Free text is kept in the clear: a card number in it is refused, never stored. */
export function refuseCardInText(value: string | null | undefined, ...path: string[]): void {
  if (value && holdsCardNumber(value)) refuse('CARD_NUMBER_IN_TEXT', ...path)
}
