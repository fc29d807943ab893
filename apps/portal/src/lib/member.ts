/** From the one who may read to the one who may all: each role may what those before it may. */
export const roles = ['VIEWER', 'CERTIFIER', 'MANAGER', 'OWNER'] as const
export type Role = (typeof roles)[number]

export interface ShopRef {
  slug: string
  name: string
}
/** A shop with its IANA time zone, in which its orders are shown. */
export interface Shop extends ShopRef {
  timeZone: string
}
export interface Membership {
  shop: ShopRef
  role: Role
}
/** Who is signed in: a person of one shop or of several. */
export interface Member {
  name: string
  email: string
  mfaEnabled: boolean
  memberships: Membership[]
}

/** Whether the role may what that least role may. The API decides; this only spares buttons that it would refuse. */
export const mayAs = (role: Role, atLeast: Role): boolean => roles.indexOf(role) >= roles.indexOf(atLeast)
