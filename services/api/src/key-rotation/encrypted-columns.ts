import { mfaKeys } from '../member/mfa-secret.ts'
import { boundToAccount } from '../payment/gateway/accounts/gateway-credentials.ts'
import type { Keys } from '../platform/crypto/keys.ts'
import { boundToWebhook } from '../webhook/sign-webhook.ts'

/** The keys whose values are stored: each must be renewed before an earlier key is removed. */
export interface StoredKeys {
  bankKeys: Keys
  webhookKeys: Keys
  auditKeys: Keys
}

/** A column of a table of shops whose values are encrypted. */
export interface EncryptedColumn {
  setting: 'BANK_KEY' | 'WEBHOOK_KEY'
  /** What is encrypted, for the operator. */
  values: string
  table: string
  column: string
  /** SQL for what the value is bound to besides its shop. */
  boundTo: string
  keysOf(keys: StoredKeys): Keys
  associated(shopId: string, boundTo: string): Buffer
}

const banks = {
  setting: 'BANK_KEY',
  column: 'sealed_credentials',
  keysOf: ({ bankKeys }: StoredKeys) => bankKeys,
  associated: boundToAccount,
} as const

const webhooks = {
  setting: 'WEBHOOK_KEY',
  table: 'webhook_endpoint',
  boundTo: 't.id::text',
  keysOf: ({ webhookKeys }: StoredKeys) => webhookKeys,
  associated: boundToWebhook,
} as const

/** Every encrypted column with a row per shop, apart from those of daily keys. */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { ...banks, values: 'credentials at banks', table: 'gateway_account', boundTo: 't.protocol' },
  {
    ...banks,
    values: 'earlier credentials at banks',
    table: 'previous_gateway_settings',
    boundTo:
      '(select a.protocol from gateway_account a where a.shop_id = t.shop_id and a.id = t.gateway_account_id)',
  },
  { ...webhooks, values: 'secrets of webhooks', column: 'sealed_secret' },
  { ...webhooks, values: 'earlier secrets of webhooks', column: 'previous_sealed_secret' },
]

/** The second factors of members, who belong to no shop. */
export const SECOND_FACTORS = {
  setting: 'BANK_KEY',
  values: 'second factors of members',
  keysOf: ({ bankKeys }: StoredKeys) => mfaKeys(bankKeys),
  associated: (memberId: string) => Buffer.from(memberId),
} as const
