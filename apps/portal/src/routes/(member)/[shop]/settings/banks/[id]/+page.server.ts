import { error, redirect } from '@sveltejs/kit'
import { gatewayAccountQuery } from '#lib/gateway-account/gateway-account.documents.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import { gatewayAccountInput, requireProtocol } from '../gateway-account-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols, bankAccount } = await queryForPage(event, gatewayAccountQuery, {
    id: event.params.id,
  })
  const protocol = bankProtocols.find(({ name }) => name === bankAccount?.protocol)
  if (!bankAccount || !protocol) error(404, 'Bank not found', { code: 'NOT_FOUND' })
  return { account: bankAccount, protocol, returned: event.url.searchParams.get('returned') }
}

export const actions: Actions = {
  change: formAction({
    document: graphql(`
      mutation ChangeGatewayAccount($input: ChangeBankAccountInput!) {
        changeBankAccount(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: async (form, event) => {
      const { id } = event.params
      const { bankProtocols, bankAccount } = await queryForPage(event, gatewayAccountQuery, { id })
      const input = gatewayAccountInput(form, requireProtocol(bankProtocols, bankAccount?.protocol))
      return { input: { ...input, id, forgetEarlierKeys: form.get('forgetEarlierKeys') === 'yes' } }
    },
  }),
  enable: formAction({
    document: graphql(`
      mutation EnableGatewayAccount($id: ID!) {
        enableBankAccount(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ id: params.id }),
  }),
  disable: formAction({
    document: graphql(`
      mutation DisableGatewayAccount($id: ID!) {
        disableBankAccount(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ id: params.id }),
  }),
  remove: formAction({
    document: graphql(`
      mutation RemoveGatewayAccount($id: ID!) {
        removeBankAccount(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ id: params.id }),
    onSuccess: (_payload, { params }) => redirect(303, `/${params.shop}/settings/banks`),
  }),
}
