/** What a member may do in a shop. Every field of the merchant API names the one it needs. */
export const PERMISSIONS = [
  'order.read',
  'buyer.read',
  'buyer.export',
  'buyer.erase',
  'order.fulfill',
  'order.cancel',
  'order.enter',
  'mail.resend',
  'card.reveal',
  'card.request',
  'payment.certify',
  'unmatched_payment.read',
  'unmatched_payment.resolve',
  'gateway.manage',
  'card_mail.manage',
  'settings.manage',
  'shipping.write',
  'discount.read',
  'discount.write',
  'member.manage',
  'product.read',
  'product.write',
  'api_key.manage',
  'webhook.manage',
  'stock.write',
  'audit.read',
  'ownership.transfer',
  'product.import',
  'payment.refund',
  'ledger.read',
  'order_view.share',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** From the least to the most that a role allows by default; FULFILLMENT and CERTIFIER each allow something that the other does not. */
export const ROLES = ['VIEWER', 'FULFILLMENT', 'CERTIFIER', 'MANAGER', 'OWNER'] as const

export type Role = (typeof ROLES)[number]

/** For an accountant or an adviser: states, items and totals of orders, but not who the buyers are. */
const VIEWER: readonly Permission[] = [
  'order.read',
  'unmatched_payment.read',
  'discount.read',
  'product.read',
  'ledger.read',
]
/** For whoever packs and ships: who the buyers are, but nothing of payments. */
const FULFILLMENT: readonly Permission[] = ['order.read', 'buyer.read', 'order.fulfill', 'product.read']
const CERTIFIER: readonly Permission[] = [
  ...VIEWER.filter((permission) => permission !== 'ledger.read'),
  'buyer.read',
  'card.reveal',
  'card.request',
  'payment.certify',
  'mail.resend',
]
const MANAGER: readonly Permission[] = [
  ...CERTIFIER,
  'order.fulfill',
  'order.cancel',
  'order.enter',
  'unmatched_payment.resolve',
  'shipping.write',
  'discount.write',
  'product.write',
  'stock.write',
  'product.import',
  'payment.refund',
  'ledger.read',
  'order_view.share',
  'buyer.export',
  'buyer.erase',
]

/** The permissions of each role by default. A shop can adjust those of every role but the owner's: see permissionsOf. */
export const ROLE_PERMISSIONS: Record<Role, ReadonlySet<Permission>> = {
  VIEWER: new Set(VIEWER),
  FULFILLMENT: new Set(FULFILLMENT),
  CERTIFIER: new Set(CERTIFIER),
  MANAGER: new Set(MANAGER),
  OWNER: new Set(PERMISSIONS),
}

const isPermission = (text: string): text is Permission => (PERMISSIONS as readonly string[]).includes(text)

/** The permissions of a role in a shop: those that the shop chose, or without any the default ones. A permission that no longer exists is ignored. */
export const permissionsOf = (
  role: Role,
  chosen: readonly string[] | null | undefined,
): ReadonlySet<Permission> =>
  chosen && role !== 'OWNER' ? new Set(chosen.filter(isPermission)) : ROLE_PERMISSIONS[role]
