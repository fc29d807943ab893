import { redirect } from '@sveltejs/kit'
import { mayAs } from '#lib/member.ts'
import { countOpenRescues } from '#lib/server/count-open-rescues.ts'
import { findCardMailWarning } from '#lib/server/find-card-mail-warning.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  const [{ member }, openRescues] = await Promise.all([event.parent(), countOpenRescues(event)])
  const membership = member.memberships.find(({ shop }) => shop.slug === event.params.shop)
  if (!membership) redirect(303, '/shops?reason=forbidden')
  const cardMailWarning = mayAs(membership.role, 'OWNER') ? await findCardMailWarning(event) : null
  return { ...membership, openRescues, cardMailWarning }
}
