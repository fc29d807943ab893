/** The seals of a card's two parts. Keys are made a day; their ids and what they belong to are bound into each sealed value. */

/** What a half belongs to: associated data of its seal. */
export interface FragmentOwner {
  shopId: string
  orderId: string
  paymentId: string
}

/** AES-256-GCM with the day's kept key; held by api alone. */
export interface KeptDigitsKeys {
  seal(kept: string, owner: FragmentOwner): { keyId: string; sealed: Buffer }
  /** Null when the key is destroyed or can't be read, or the value is not what was sealed for this owner. */
  open(keyId: string, sealed: Buffer, owner: FragmentOwner): string | null
  /** Whether the key of that day is there and can be read. */
  has(keyId: string): boolean
}

/** base64: HPKE's encapsulated key and ciphertext. */
export interface SealedFragment {
  keyId: string
  encapsulated: string
  sealed: string
}

/** HPKE (RFC 9180) to the worker's public key of the day; api can seal and not open. */
export interface FragmentSealer {
  has(keyId: string): boolean
  seal(fragment: string, owner: FragmentOwner): Promise<SealedFragment>
}

/** The other side, held by the worker alone. */
export interface FragmentDecrypter {
  has(keyId: string): boolean
  /**
   * Null when the key is destroyed or the value is not what was sealed for this owner.
   * @throws KeyMissingError when the key is there and can't be read
   */
  open(fragment: SealedFragment, owner: FragmentOwner): Promise<string | null>
}

/** Fixed order, fixed form: both sides must bind the same bytes. `half` keeps one seal from passing for the other. */
export const bindToOwner = (half: 'kept' | 'fragment', keyId: string, owner: FragmentOwner): Buffer =>
  Buffer.from(JSON.stringify([half, keyId, owner.shopId, owner.orderId, owner.paymentId]))
