import { redirect } from '@sveltejs/kit'
import { countOpenRescues } from '#lib/server/count-open-rescues.ts'
import { findCardMailWarning } from '#lib/server/find-card-mail-warning.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  const [{ member }, openRescues, cardMailWarning] = await Promise.all([
    event.parent(),
    countOpenRescues(event),
    findCardMailWarning(event),
  ])
  const membership = member.memberships.find(({ shop }) => shop.slug === event.params.shop)
  if (!membership) redirect(303, '/shops?reason=forbidden')
  return { ...membership, openRescues, cardMailWarning }
}
