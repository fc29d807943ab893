import { legalPagesQuery } from '#lib/legal-page/legal-page.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { legalPages, layout } = await queryForShopPage(event, legalPagesQuery, {})
  return { ...layout, pages: legalPages }
}
