import { m } from '#lib/paraglide/messages.js'
import type { Role } from '#lib/member.ts'

/** The parts of a shop's portal, each with the least role that it is for. */
export const shopSections: readonly { path: string; text: () => string; atLeast: Role }[] = [
  { path: 'orders', text: m.orders, atLeast: 'VIEWER' },
  { path: 'settings', text: m.settings, atLeast: 'OWNER' },
]
