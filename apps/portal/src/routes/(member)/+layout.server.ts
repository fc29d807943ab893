import { viewerQuery } from '#lib/member/member.documents.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  const { viewer } = await queryForPage(event, viewerQuery, {})
  return { member: viewer }
}
