import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { webhooksQuery } from '#lib/webhook/webhook.documents.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { webhooks, layout } = await queryForShopPage(event, webhooksQuery, {})
  return { ...layout, webhooks }
}
