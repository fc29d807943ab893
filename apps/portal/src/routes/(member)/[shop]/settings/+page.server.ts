import { redirect } from '@sveltejs/kit'
import { layoutQuery } from '#lib/member/member.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'
import { settingsGroupsFor } from './sections.ts'

export const load: PageServerLoad = async (event) => {
  const { layout } = await queryForShopPage(event, layoutQuery, {})
  const first = settingsGroupsFor(layout.permissions)[0]?.sections[0]
  redirect(303, first ? `/${event.params.shop}/settings/${first.path}` : `/${event.params.shop}`)
}
