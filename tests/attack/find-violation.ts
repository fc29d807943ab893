import type { Answer } from './send-attack.ts'

/** What may stand between the groups of four digits. */
export const SEPARATORS = [' ', '-', '\u00a0']

/** The spellings in which a card number is searched for: plain, and in groups of four, also as a URL encodes them. */
export const spellingsOfCards = (cards: readonly string[]): string[] =>
  cards.flatMap((number) => [
    number,
    ...[...SEPARATORS, '%20', '%C2%A0'].map((separator) => grouped(number, separator)),
  ])

export const grouped = (number: string, separator: string): string =>
  number.replace(/\d{4}(?=\d)/g, `$&${separator}`)

/** What is wrong with an answer, whatever the request was; undefined if nothing is. */
export function findViolation({ status, text }: Answer, forbidden: readonly string[]): string | undefined {
  if (status >= 500) return `status ${status}`
  if (text.includes('INTERNAL_SERVER_ERROR')) return 'an unexpected error'
  if (text.includes('SERVICE_UNAVAILABLE')) return 'an outage, though nothing was down'
  if (forbidden.some((digits) => text.includes(digits))) return 'a card number'
  return undefined
}
