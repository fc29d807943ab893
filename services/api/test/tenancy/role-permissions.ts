import { ROLES, type Permission, type Role } from '../../src/kernel/permissions.ts'

/**
 * What each role may do by default, written down a second time: a permission that a role gets or loses by mistake in kernel/permissions.ts makes tests fail. One letter
 * for each role that has the permission: V(iewer), F(ulfillment), C(ertifier), M(anager), O(wner).
 */
const EXPECTED: Record<Permission, string> = {
  'order.read': 'VFCMO',
  'buyer.read': 'FCMO',
  'buyer.export': 'MO',
  'buyer.erase': 'MO',
  'order.fulfill': 'FMO',
  'order.cancel': 'MO',
  'order.enter': 'MO',
  'mail.resend': 'CMO',
  'card.reveal': 'CMO',
  'card.request': 'CMO',
  'payment.certify': 'CMO',
  'unmatched_payment.read': 'VCMO',
  'unmatched_payment.resolve': 'MO',
  'gateway.manage': 'O',
  'card_mail.manage': 'O',
  'settings.manage': 'O',
  'shipping.write': 'MO',
  'discount.read': 'VCMO',
  'discount.write': 'MO',
  'member.manage': 'O',
  'product.read': 'VFCMO',
  'product.write': 'MO',
  'api_key.manage': 'O',
  'webhook.manage': 'O',
  'stock.write': 'MO',
  'audit.read': 'O',
  'ownership.transfer': 'O',
  'product.import': 'MO',
  'payment.refund': 'MO',
  'ledger.read': 'VMO',
  'order_view.share': 'MO',
}

/** The roles that have the permission, from the least to the most powerful one. */
export const rolesWith = (permission: Permission): Role[] =>
  ROLES.filter((role) => EXPECTED[permission].includes(role.charAt(0)))

export const permissionsOfRole = (role: Role): Permission[] =>
  (Object.keys(EXPECTED) as Permission[]).filter((permission) => rolesWith(permission).includes(role))
