import { gatewayAccountsQuery } from '#lib/gateway-account/gateway-account.documents.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols, gatewayAccounts, layout } = await queryForShopPage(event, gatewayAccountsQuery, {})
  return { ...layout, protocols: bankProtocols, accounts: gatewayAccounts }
}

export const actions: Actions = {
  sort: formAction({
    document: graphql(`
      mutation SortGatewayAccounts($ids: [ID!]!) {
        sortGatewayAccounts(ids: $ids) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ ids: form.getAll('id').map(String) }),
  }),
}
