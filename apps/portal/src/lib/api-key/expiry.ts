import { m } from '../paraglide/messages.js'
import type { Tone } from '../ui/tone.ts'
import type { ApiKey } from './api-key.documents.ts'

/** How long before its end a key is marked. */
const SOON_MS = 14 * 86_400_000

/** Until when a key is valid, in words. `format` writes an instant; `now` is in milliseconds. */
export function expiryOf(
  { expiresAt }: Pick<ApiKey, 'expiresAt'>,
  now: number,
  format: (at: string) => string,
): { text: string; tone: Tone } {
  if (expiresAt === null) return { text: m.program_keys_unlimited(), tone: 'green' }
  const at = format(expiresAt)
  const rest = Date.parse(expiresAt) - now
  if (rest <= 0) return { text: m.program_keys_expired({ at }), tone: 'gray' }
  return rest < SOON_MS
    ? { text: m.program_keys_expires_soon({ at }), tone: 'amber' }
    : { text: m.program_keys_expires({ at }), tone: 'green' }
}
