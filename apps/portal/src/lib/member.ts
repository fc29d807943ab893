/** From the one who may read to the one who may all: each role may what those before it may. */
export const roles = ['VIEWER', 'CERTIFIER', 'MANAGER', 'OWNER'] as const
export type Role = (typeof roles)[number]

export interface Shop {
  slug: string
  name: string
  /** IANA; in it the shop's orders are shown. */
  timeZone: string
}
export interface Membership {
  shop: Shop
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
