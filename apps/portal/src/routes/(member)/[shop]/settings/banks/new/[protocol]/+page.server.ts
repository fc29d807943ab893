import { error, redirect } from '@sveltejs/kit'
import { protocolsQuery } from '#lib/gateway-account/gateway-account.documents.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { gatewayAccountInput, publicFieldsOf } from '../../gateway-account-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols, layout } = await queryForShopPage(event, protocolsQuery, {})
  const protocol = bankProtocols.find(({ name }) => name === event.params.protocol)
  if (!protocol) error(404, 'Bank family not found', { code: 'NOT_FOUND' })
  return { ...layout, protocol, brand: event.url.searchParams.get('brand') }
}

export const actions: Actions = {
  add: formAction({
    document: graphql(`
      mutation AddGatewayAccount($input: AddGatewayAccountInput!) {
        addGatewayAccount(input: $input) {
          gatewayAccount {
            id
          }
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({
      input: { ...gatewayAccountInput(form), protocol: params.protocol },
    }),
    givesBack: publicFieldsOf,
    onSuccess: ({ gatewayAccount }, { params }) =>
      redirect(303, `/${params.shop}/settings/banks/${gatewayAccount?.id ?? ''}`),
  }),
}
