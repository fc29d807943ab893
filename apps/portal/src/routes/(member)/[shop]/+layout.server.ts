import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ parent, params }) => {
  const { member } = await parent()
  const membership = member.memberships.find(({ shop }) => shop.slug === params.shop)
  if (!membership) redirect(303, '/shops?reason=forbidden')
  return { shop: membership.shop, role: membership.role }
}
