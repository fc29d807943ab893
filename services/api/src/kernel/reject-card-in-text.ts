import { refuse } from './errors.ts'
import { holdsCardNumber } from './card-numbers.ts'

/** Free text is kept in the clear: a card number in it is refused, never stored. */
export function refuseCardInText(value: string | null | undefined, ...path: string[]): void {
  if (value && holdsCardNumber(value)) refuse('CARD_NUMBER_IN_TEXT', ...path)
}
