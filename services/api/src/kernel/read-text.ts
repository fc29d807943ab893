import { containsCardNumber } from '@triclic/card-core/text'
import { reject, RequestError } from './errors.ts'

/**
 * Trims optional free text written by a merchant; null if it is empty.
 * @throws BAD_USER_INPUT when it is longer than `maxLength` characters
 * @throws OperationError CARD_NUMBER_IN_TEXT
 */
export function parseText(value: string | null | undefined, field: string, maxLength = 500): string | null {
  const text = value?.trim()
  if (!text) return null
  if (text.length > maxLength)
    throw new RequestError('BAD_USER_INPUT', `${field}: at most ${maxLength} characters are allowed.`)
  rejectCardInText(text, field)
  return text
}

/**
 * Free text is stored unencrypted, so it must not contain a card number.
 * @throws OperationError CARD_NUMBER_IN_TEXT
 */
export function rejectCardInText(value: string | null | undefined, ...path: string[]): void {
  if (value && containsCardNumber(value)) reject('CARD_NUMBER_IN_TEXT', ...path)
}
