import { error, redirect } from '@sveltejs/kit'
import { protocolsQuery } from '#lib/gateway-account/gateway-account.documents.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import { gatewayAccountInput, publicFields, requireProtocol } from '../../gateway-account-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols } = await queryForPage(event, protocolsQuery, {})
  const protocol = bankProtocols.find(({ name }) => name === event.params.protocol)
  if (!protocol) error(404, 'Bank family not found', { code: 'NOT_FOUND' })
  return { protocol, brand: event.url.searchParams.get('brand') }
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
    variables: async (form, event) => {
      const { bankProtocols } = await queryForPage(event, protocolsQuery, {})
      const protocol = requireProtocol(bankProtocols, event.params.protocol)
      return { input: { ...gatewayAccountInput(form, protocol), protocol: protocol.name } }
    },
    givesBack: async (event) => {
      const { bankProtocols } = await queryForPage(event, protocolsQuery, {})
      return publicFields(bankProtocols.find(({ name }) => name === event.params.protocol))
    },
    onSuccess: ({ gatewayAccount }, { params }) =>
      redirect(303, `/${params.shop}/settings/banks/${gatewayAccount?.id ?? ''}`),
  }),
}
