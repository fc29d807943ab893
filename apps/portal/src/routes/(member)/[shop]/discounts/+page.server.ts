import { discountsQuery } from '#lib/discount/discount.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { discounts, layout } = await queryForShopPage(event, discountsQuery, {})
  return { ...layout, discounts }
}
