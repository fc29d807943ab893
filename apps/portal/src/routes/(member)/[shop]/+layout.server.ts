import { redirect } from '@sveltejs/kit'
import { findCardMailWarning } from '#lib/server/find-card-mail-warning.ts'
import { findShopFacts } from '#lib/server/find-shop-facts.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  const [{ timeZone, openRescues }, { member }] = await Promise.all([
    findShopFacts(event, event.params.shop),
    event.parent(),
  ])
  const membership = member.memberships.find(({ shop }) => shop.slug === event.params.shop)
  if (!membership) redirect(303, '/shops?reason=forbidden')
  const cardMailWarning = membership.role === 'OWNER' ? await findCardMailWarning(event) : null
  return { shop: { ...membership.shop, timeZone }, role: membership.role, cardMailWarning, openRescues }
}
