import { redirect } from '@sveltejs/kit'
import { layoutQuery } from '#lib/member/member.documents.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { layout } = await queryForPage(event, layoutQuery, {})
  const [only, ...more] = layout.member.memberships
  const reason = event.url.searchParams.get('reason')
  if (only && !more.length && !reason) redirect(303, `/${only.shop.slug}/orders`)
  return { ...layout, reason }
}
