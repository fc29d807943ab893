/** Why a notification was not believed, in the merchant's terms. */
export type RefusalReason = 'SIGNATURE' | 'IDENTITY' | 'ENVIRONMENT' | 'SENDER' | 'NO_ACCOUNT' | 'UNREADABLE'

/** From the word that a protocol's file gave (NotAuthenticError). What is not here could not be read as a message of the bank. */
const REASONS: Record<string, RefusalReason> = {
  signature: 'SIGNATURE',
  unsigned: 'SIGNATURE',
  MAC: 'SIGNATURE',
  seal: 'SIGNATURE',
  algorithm: 'SIGNATURE',
  'key version': 'SIGNATURE',
  site: 'IDENTITY',
  TPE: 'IDENTITY',
  merchant: 'IDENTITY',
  environment: 'ENVIRONMENT',
  address: 'SENDER',
  'no account': 'NO_ACCOUNT',
}

export const refusalReason = (word: string): RefusalReason =>
  Object.hasOwn(REASONS, word) ? (REASONS[word] ?? 'UNREADABLE') : 'UNREADABLE'
