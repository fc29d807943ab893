import { readOrderFilter, toFilterInput } from '#lib/order/order-filter.ts'
import { ordersQuery, shipOrdersMutation } from '#lib/order/orders.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { viewActions } from './view-actions.ts'
import type { Actions, PageServerLoad } from './$types'

const pageSize = 25

export const load: PageServerLoad = async (event) => {
  const filter = readOrderFilter(event.url.searchParams)
  const loadedAt = new Date().toISOString()
  const { orders, orderFilterChoices, orderViews, toCertify, nextOrderToCertify, layout } =
    await queryForShopPage(event, ordersQuery, {
      filter: toFilterInput(filter),
      first: pageSize,
      after: filter.cursors.at(-1) ?? null,
    })
  const oldestToCertify = nextOrderToCertify?.code ?? null
  const choices = orderFilterChoices
  return {
    ...layout,
    filter,
    orders,
    choices,
    views: orderViews,
    toCertify,
    oldestToCertify,
    pageSize,
    loadedAt,
  }
}

export const actions: Actions = {
  ship: formAction({
    document: shipOrdersMutation,
    variables: (form) => ({
      orderCodes: form.getAll('codes').map(String),
      notifyBuyers: form.has('notifyBuyers'),
    }),
    onSuccess: ({ results }) => ({
      results: (results ?? []).map(({ orderCode, userErrors }) => ({
        code: orderCode,
        refusal: userErrors[0]?.message ?? null,
      })),
    }),
  }),
  ...viewActions,
}
