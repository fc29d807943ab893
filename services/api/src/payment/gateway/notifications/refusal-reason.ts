/** Why a notification was refused, in the merchant's terms. */
export type RefusalReason =
  | 'SIGNATURE'
  | 'IDENTITY'
  | 'ENVIRONMENT'
  | 'SENDER'
  | 'NO_ACCOUNT'
  | 'CONTENT_TYPE'
  | 'TOO_LARGE'
  | 'UNREADABLE'

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
  'content type': 'CONTENT_TYPE',
  'too large': 'TOO_LARGE',
}

export const refusalReason = (message: string): RefusalReason =>
  Object.hasOwn(REASONS, message) ? (REASONS[message] ?? 'UNREADABLE') : 'UNREADABLE'
