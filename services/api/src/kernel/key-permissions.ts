import type { Permission } from './permissions.ts'

/**
 * What a key of the merchant API can be allowed. Everything else stays with people: whatever reaches people, keys, banks, settings or card digits, or records
 * that money was received or given back. The database accepts no other (migration 0158).
 */
export const KEY_PERMISSIONS = [
  'order.read',
  'buyer.read',
  'order.fulfill',
  'order.cancel',
  'order.enter',
  'mail.resend',
  'unmatched_payment.read',
  'shipping.write',
  'discount.read',
  'discount.write',
  'product.read',
  'product.write',
  'product.import',
  'stock.write',
  'audit.read',
  'ledger.read',
] as const satisfies readonly Permission[]

export const isKeyPermission = (permission: string): permission is (typeof KEY_PERMISSIONS)[number] =>
  (KEY_PERMISSIONS as readonly string[]).includes(permission)
