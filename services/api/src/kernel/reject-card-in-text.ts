import { reject } from './errors.ts'
import { containsCardNumber } from './card-numbers.ts'

/** Free text is kept in the clear: a card number in it is refused, never stored. */
export function rejectCardInText(value: string | null | undefined, ...path: string[]): void {
  if (value && containsCardNumber(value)) reject('CARD_NUMBER_IN_TEXT', ...path)
}
