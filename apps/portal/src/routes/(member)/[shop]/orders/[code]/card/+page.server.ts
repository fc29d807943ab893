import { error } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { cardEntryQuery } from '#lib/order/card-entry.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { order, layout } = await queryForShopPage(event, cardEntryQuery, {
    code: event.params.code,
  })
  if (!order) error(404, 'Order not found', { code: 'ORDER_NOT_FOUND' })
  // The only page that may connect to the storefront API, and to nothing else of it.
  event.locals.cardEntryUrl = order.cardEntryUrl
  return { ...layout, order }
}

export const actions: Actions = {
  /** Opens a card request. The card itself never comes here: the page sends it to the API. */
  startCardEntry: formAction({
    document: graphql(`
      mutation StartCardEntry($orderCode: String!) {
        startCardEntry(orderCode: $orderCode) {
          entry {
            url
            shopKey
            orderToken
          }
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ orderCode: params.code }),
    onSuccess: ({ entry }) => ({ entry }),
  }),
}
