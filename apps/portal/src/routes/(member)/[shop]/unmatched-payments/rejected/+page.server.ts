import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { rejectedNotificationsQuery } from '#lib/unmatched-payment/unmatched-payment.documents.ts'
import type { PageServerLoad } from './$types'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const cursors = event.url.searchParams.getAll('after')
  const { refusedNotifications, layout } = await queryForShopPage(event, rejectedNotificationsQuery, {
    first: pageSize,
    after: cursors.at(-1) ?? null,
  })
  return { ...layout, cursors, notifications: refusedNotifications, pageSize }
}
