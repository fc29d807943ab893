import { productImportsQuery } from '#lib/product-import/product-import.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { productImports, layout } = await queryForShopPage(event, productImportsQuery, {})
  return { ...layout, imports: productImports }
}
