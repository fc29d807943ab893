/** Why a notification was refused, in the merchant's terms. */
export type RefusalReason = 'SIGNATURE' | 'IDENTITY' | 'ENVIRONMENT' | 'SENDER' | 'NO_ACCOUNT' | 'UNREADABLE'

/** By message of NotAuthenticError. Any other message is UNREADABLE for the merchant. */
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

export const refusalReason = (message: string): RefusalReason =>
  Object.hasOwn(REASONS, message) ? (REASONS[message] ?? 'UNREADABLE') : 'UNREADABLE'
