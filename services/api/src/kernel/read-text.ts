import { RequestError } from './errors.ts'
import { rejectCardInText } from './reject-card-in-text.ts'

/** A free text of a merchant, trimmed; null if there is none. Too long or with a card number in it: refused. */
export function parseText(value: string | null | undefined, field: string, most = 500): string | null {
  const text = value?.trim()
  if (!text) return null
  if (text.length > most) throw new RequestError('BAD_USER_INPUT', `${field}: at most ${most} characters.`)
  rejectCardInText(text, field)
  return text
}
