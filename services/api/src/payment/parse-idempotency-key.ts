import { RequestError } from '../kernel/errors.ts'
import { rejectCardInText } from '../kernel/read-text.ts'

const LONGEST = 200

/** The key as it is kept, or null without one. It is kept in the clear: a card number in it is refused. */
export function parseIdempotencyKey(key: string | null | undefined): string | null {
  if (!key) return null
  rejectCardInText(key, 'idempotencyKey')
  if (key.length > LONGEST || key.includes('\0'))
    throw new RequestError('BAD_USER_INPUT', `idempotencyKey is not a text of at most ${LONGEST} characters.`)
  return key
}
