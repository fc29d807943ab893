import { m } from '#lib/paraglide/messages.js'
import type { Role } from '#lib/member.ts'

export interface ShopSection {
  path: string
  text: () => string
  atLeast: Role
  /** What of the page's data counts what waits there. */
  waiting?: 'openRescues'
}

/** The parts of a shop's portal, each with the least role that it is for. */
export const shopSections: readonly ShopSection[] = [
  { path: 'orders', text: m.orders, atLeast: 'VIEWER' },
  { path: 'rescues', text: m.rescues, atLeast: 'VIEWER', waiting: 'openRescues' },
  { path: 'settings', text: m.settings, atLeast: 'OWNER' },
]
