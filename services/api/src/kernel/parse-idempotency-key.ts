import { RequestError } from './errors.ts'
import { rejectCardInText } from './read-text.ts'

const MAX_LENGTH = 200

/** Validates an idempotency key; null when there is none. It is stored unencrypted, so a card number in it is rejected. */
export function parseIdempotencyKey(key: string | null | undefined): string | null {
  if (!key) return null
  rejectCardInText(key, 'idempotencyKey')
  if (key.length > MAX_LENGTH || key.includes('\0'))
    throw new RequestError(
      'BAD_USER_INPUT',
      `idempotencyKey must be a text of at most ${MAX_LENGTH} characters.`,
    )
  return key
}
