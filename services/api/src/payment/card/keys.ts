/** The seals of a card's two halves. Keys are made a day; their ids and what they belong to are bound into each sealed value. */

/** What a half belongs to: associated data of its seal. */
export interface SealedFor {
  shopId: string
  orderId: string
  paymentId: string
}

/** AES-256-GCM with the day's kept key; held by api alone. */
export interface KeptKeys {
  seal(kept: string, owner: SealedFor): { keyId: string; sealed: Buffer }
  /** Null when the key is destroyed or the value is not what was sealed for this owner. */
  open(keyId: string, sealed: Buffer, owner: SealedFor): string | null
}

/** HPKE (RFC 9180) to the worker's public key of the day; api can seal and not open. */
export interface FragmentSealer {
  seal(missing: string, owner: SealedFor): Promise<{ keyId: string; encapsulated: string; sealed: string }>
}
