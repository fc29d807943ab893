import { queryForPage } from '#lib/server/query-for-page.ts'
import { rejectedNotificationsQuery } from '#lib/unmatched-payment/unmatched-payment.documents.ts'
import type { PageServerLoad } from './$types'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const cursors = event.url.searchParams.getAll('after')
  const { refusedNotifications, openUnmatchedPaymentCount } = await queryForPage(
    event,
    rejectedNotificationsQuery,
    {
      first: pageSize,
      after: cursors.at(-1) ?? null,
    },
  )
  return {
    cursors,
    notifications: refusedNotifications,
    pageSize,
    openUnmatchedPayments: openUnmatchedPaymentCount,
  }
}
