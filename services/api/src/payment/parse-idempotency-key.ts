import { Failure } from '../kernel/errors.ts'
import { refuseCardInText } from '../kernel/reject-card-in-text.ts'

const LONGEST = 200

/** The key as it is kept, or null without one. It is kept in the clear: a card number in it is refused. */
export function readIdempotencyKey(key: string | null | undefined): string | null {
  if (!key) return null
  refuseCardInText(key, 'idempotencyKey')
  if (key.length > LONGEST || key.includes('\0'))
    throw new Failure('BAD_USER_INPUT', `idempotencyKey is not a text of at most ${LONGEST} characters.`)
  return key
}
