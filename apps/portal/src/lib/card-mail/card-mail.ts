/** Where a shop's card mail goes, as the merchant API tells it. Times are RFC 3339, UTC. */

export interface OpenPgpKey {
  /** Upper-case hexadecimal. */
  fingerprint: string
  userIds: string[]
  /** Null if never. */
  expiresAt: string | null
}

export interface CardMail {
  fragmentTo: string
  openPgpKey: OpenPgpKey | null
  openPgpRequired: boolean
  /** Why no card is taken at the moment. */
  cardStop: 'OPENPGP_KEY_UNUSABLE' | 'OPENPGP_KEY_MISSING' | null
}

/** What an owner must be told wherever in the shop's portal. */
export type CardMailWarning =
  { kind: NonNullable<CardMail['cardStop']> } | { kind: 'KEY_ENDS_SOON'; at: string }

const SOON_MS = 30 * 86_400_000

export function warnOf({ cardStop, openPgpKey }: CardMail, now: Date): CardMailWarning | null {
  if (cardStop) return { kind: cardStop }
  const at = openPgpKey?.expiresAt
  return at && Date.parse(at) - now.getTime() <= SOON_MS ? { kind: 'KEY_ENDS_SOON', at } : null
}
