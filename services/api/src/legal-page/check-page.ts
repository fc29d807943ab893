import { containsCardNumber } from '@triclic/card-core/text'
import { reject } from '../kernel/errors.ts'
import { sanitizeDescription } from '../product/sanitize-description.ts'
import type { PageFacts } from './page-facts.ts'
import { toPageText } from './to-page-text.ts'

/** Characters of HTML. The generated terms have about 10,000. */
export const MAX_PAGE_LENGTH = 50_000

/**
 * The page as it may be shown: see sanitizeDescription.
 * @throws OperationError REQUIRED, TEXT_TOO_LONG or CARD_NUMBER_NOT_ALLOWED
 */
export function checkPage(input: string, facts: PageFacts): { html: string; text: string } {
  if (input.length > MAX_PAGE_LENGTH) return reject('TEXT_TOO_LONG', 'html')
  const html = sanitizeDescription(input)
  const text = toPageText(html)
  if (text === '') return reject('REQUIRED', 'html')
  if (containsCardNumber(withoutOwnNumbers(text, facts))) return reject('CARD_NUMBER_NOT_ALLOWED', 'html')
  return { html, text }
}

/** A SIRET has fourteen digits that pass the Luhn check, as some card numbers do: the numbers of the business itself are no card. */
function withoutOwnNumbers(text: string, { registrationNumber, vatNumber, phone }: PageFacts): string {
  const numbers = [registrationNumber, vatNumber, phone].map((number) => number.replace(/\D/g, ''))
  return numbers
    .filter((digits) => digits.length >= 9)
    .reduce(
      (rest, digits) => rest.replaceAll(new RegExp([...digits].join(String.raw`[\s.\-/]*`), 'g'), ' x '),
      text,
    )
}
