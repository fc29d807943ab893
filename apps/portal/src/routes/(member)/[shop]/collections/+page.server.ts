import { collectionsQuery } from '#lib/collection/collection.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { collections, layout } = await queryForShopPage(event, collectionsQuery, {})
  return { ...layout, collections }
}
