import { redirect } from '@sveltejs/kit'
import { homeQuery } from '#lib/overview/overview.documents.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

/** Why a member is sent to this page although there may be only one shop. */
const REASONS = ['forbidden', 'transferred', 'left'] as const

/** Length of the chart of sales, in days. */
const DAYS = 30

export const load: PageServerLoad = async (event) => {
  const { layout, shopOverviews } = await queryForPage(event, homeQuery, { days: DAYS })
  const [only, ...more] = shopOverviews
  const reason = REASONS.find((each) => each === event.url.searchParams.get('reason')) ?? null
  // Which leads to what is missing while the shop cannot sell.
  if (only?.nextSetupStep && !more.length && !reason) redirect(303, `/${only.shop.slug}`)
  return { ...layout, reason, shopOverviews, days: DAYS, now: new Date() }
}
