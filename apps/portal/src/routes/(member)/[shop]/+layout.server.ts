import { redirect } from '@sveltejs/kit'
import { countOpenUnmatchedPayments, loadCardMailWarning } from '#lib/server/shop-alerts.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  const [{ member }, openUnmatchedPayments] = await Promise.all([
    event.parent(),
    countOpenUnmatchedPayments(event),
  ])
  const membership = member.memberships.find(({ shop }) => shop.slug === event.params.shop)
  if (!membership) redirect(303, '/shops?reason=forbidden')
  const cardMailWarning = membership.permissions.includes('CARD_MAIL_MANAGE')
    ? await loadCardMailWarning(event)
    : null
  return { ...membership, openUnmatchedPayments, cardMailWarning }
}
