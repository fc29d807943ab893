export type Role = 'OWNER' | 'MANAGER' | 'CERTIFIER' | 'VIEWER'

export interface ShopRef {
  slug: string
  name: string
  /** IANA; what the shop's orders are shown in. */
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
  memberships: Membership[]
}
