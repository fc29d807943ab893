import { redirect } from '@sveltejs/kit'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { shopReadinessQuery } from '#lib/setup/setup.documents.ts'
import type { PageServerLoad } from './$types'

/** A shop that cannot sell yet begins with what is missing, unless every open step was skipped or it is closed. */
export const load: PageServerLoad = async (event) => {
  const { shopReadiness, layout } = await queryForShopPage(event, shopReadinessQuery, {})
  const { canSell, steps } = shopReadiness
  const isOpen =
    layout.shop.status !== 'CLOSED' &&
    !canSell &&
    steps.some(({ isDone, isSkipped, isRequired }) => isRequired && !isDone && !isSkipped)
  const page = isOpen && layout.permissions.includes('SETTINGS_MANAGE') ? 'setup' : 'orders'
  redirect(303, `/${event.params.shop}/${page}`)
}
