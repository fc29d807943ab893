import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { shopReadinessQuery } from '#lib/setup/setup.documents.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { shopReadiness, layout } = await queryForShopPage(event, shopReadinessQuery, {})
  return { ...layout, readiness: shopReadiness }
}

export const actions: Actions = {
  setCardsAccepted: formAction({
    document: graphql(`
      mutation SetCardsAccepted($accepted: Boolean!) {
        setCardsAccepted(accepted: $accepted) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ accepted: rawTextOf(form, 'accepted') === 'true' }),
  }),
}
