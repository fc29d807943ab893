import type { CardMail, CardsUnavailableReason } from './card-mail.documents.ts'

/** A warning shown to the owner on every page of the shop. */
export type CardMailWarning = { kind: CardsUnavailableReason } | { kind: 'KEY_EXPIRES_SOON'; at: string }

const SOON_MS = 30 * 86_400_000

/** The warning for a shop whose card payments have stopped or whose key expires within 30 days. */
export function cardMailWarning(
  { cardStop, openPgpKey }: Pick<CardMail, 'cardStop' | 'openPgpKey'>,
  now: Date,
): CardMailWarning | null {
  if (cardStop) return { kind: cardStop }
  const at = openPgpKey?.expiresAt
  return at && Date.parse(at) - now.getTime() <= SOON_MS ? { kind: 'KEY_EXPIRES_SOON', at } : null
}
