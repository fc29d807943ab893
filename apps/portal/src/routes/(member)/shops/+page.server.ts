import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ parent, url }) => {
  const { member } = await parent()
  const [only, ...more] = member.memberships
  const reason = url.searchParams.get('reason')
  if (only && !more.length && !reason) redirect(303, `/${only.shop.slug}/orders`)
  return { reason }
}
