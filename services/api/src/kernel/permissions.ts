/** What a member may do in a shop. Every field of the merchant API names the one it needs. */
export const PERMISSIONS = [
  'order.read',
  'buyer.read',
  'order.fulfill',
  'order.cancel',
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
] as const

export type Permission = (typeof PERMISSIONS)[number]

export type Role = 'OWNER' | 'MANAGER' | 'CERTIFIER' | 'VIEWER'

/** For an accountant or an adviser: states, items and totals of orders, but not who the buyers are. */
const VIEWER: readonly Permission[] = ['order.read', 'unmatched_payment.read', 'discount.read']
const CERTIFIER: readonly Permission[] = [
  ...VIEWER,
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
  'unmatched_payment.resolve',
  'shipping.write',
  'discount.write',
]

/** The permissions of each role. */
export const ROLE_PERMISSIONS: Record<Role, ReadonlySet<Permission>> = {
  VIEWER: new Set(VIEWER),
  CERTIFIER: new Set(CERTIFIER),
  MANAGER: new Set(MANAGER),
  OWNER: new Set(PERMISSIONS),
}

/** Whether members of this role may learn who the buyers are. Fields that tell it declare @PersonalData. */
export const mayReadBuyers = (role: Role): boolean => ROLE_PERMISSIONS[role].has('buyer.read')
