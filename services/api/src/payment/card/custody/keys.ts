/** Encryption of the two parts of a card number. There is one key per UTC day. */

/** The card payment that a sealed part belongs to. */
export interface CardPaymentRef {
  shopId: string
  orderId: string
  paymentId: string
}

/** AES-256-GCM with the day's kept key. Only the api process has these keys. */
export interface KeptDigitsKeys {
  /** @throws KeyMissingError when today's key does not exist. */
  seal(keptDigits: string, payment: CardPaymentRef): { keyId: string; sealed: Buffer }
  /** Null when the key is destroyed or unreadable, or when the value was altered or sealed for another payment. */
  decrypt(keyId: string, sealed: Buffer, payment: CardPaymentRef): string | null
  /** Whether that day's key exists and is readable. */
  has(keyId: string): boolean
}

/** `encapsulated` (HPKE's encapsulated key) and `sealed` (the ciphertext) are base64. */
export interface SealedFragment {
  keyId: string
  encapsulated: string
  sealed: string
}

/** HPKE (RFC 9180) to the worker's public key of the day: the api process can encrypt but not decrypt. */
export interface FragmentSealer {
  has(keyId: string): boolean
  /** @throws KeyMissingError when today's key does not exist. */
  seal(fragment: string, payment: CardPaymentRef): SealedFragment
}

/** The counterpart of FragmentSealer. Only the worker process has the private keys. */
export interface FragmentDecrypter {
  has(keyId: string): boolean
  /**
   * Null when the key is destroyed, or when the value was altered or sealed for another payment.
   * @throws KeyMissingError when the key exists but can't be read.
   */
  decrypt(fragment: SealedFragment, payment: CardPaymentRef): string | null
}

/**
 * Associated data of a seal. Its bytes must never change; `part` prevents one part from being decrypted as the other.
 */
export const associatedData = (part: 'kept' | 'fragment', keyId: string, payment: CardPaymentRef): Buffer =>
  Buffer.from(JSON.stringify([part, keyId, payment.shopId, payment.orderId, payment.paymentId]))
