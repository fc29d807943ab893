import { redirect } from '@sveltejs/kit'
import { findCardMailWarning } from '#lib/server/find-card-mail-warning.ts'
import { findTimeZone } from '#lib/server/find-time-zone.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  const [timeZone, { member }] = await Promise.all([findTimeZone(event, event.params.shop), event.parent()])
  const membership = member.memberships.find(({ shop }) => shop.slug === event.params.shop)
  if (!membership) redirect(303, '/shops?reason=forbidden')
  const cardMailWarning = membership.role === 'OWNER' ? await findCardMailWarning(event) : null
  return { shop: { ...membership.shop, timeZone }, role: membership.role, cardMailWarning }
}
