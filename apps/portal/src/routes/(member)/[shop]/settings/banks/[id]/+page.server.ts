import { error, redirect } from '@sveltejs/kit'
import {
  checkNotificationUrlMutation,
  gatewayAccountQuery,
} from '#lib/gateway-account/gateway-account.documents.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { gatewayAccountInput, publicFieldsOf } from '../gateway-account-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { bankProtocols, gatewayAccount, layout } = await queryForShopPage(event, gatewayAccountQuery, {
    id: event.params.id,
  })
  const protocol = bankProtocols.find(({ name }) => name === gatewayAccount?.protocol)
  if (!gatewayAccount || !protocol) error(404, 'Bank not found', { code: 'NOT_FOUND' })
  return { ...layout, account: gatewayAccount, protocol, returned: event.url.searchParams.get('returned') }
}

export const actions: Actions = {
  change: formAction({
    document: graphql(`
      mutation ChangeGatewayAccount($input: ChangeGatewayAccountInput!) {
        changeGatewayAccount(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({
      input: {
        ...gatewayAccountInput(form),
        id: params.id,
        forgetEarlierKeys: form.get('forgetEarlierKeys') === 'yes',
        version: textOf(form, 'version'),
      },
    }),
    givesBack: publicFieldsOf,
  }),
  checkNotificationUrl: formAction({
    document: checkNotificationUrlMutation,
    variables: (form) => ({ protocol: textOf(form, 'protocol') ?? '' }),
    onSuccess: ({ check }) => ({ notificationUrlCheck: check }),
  }),
  enable: formAction({
    document: graphql(`
      mutation EnableGatewayAccount($id: ID!) {
        enableGatewayAccount(id: $id) {
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
        disableGatewayAccount(id: $id) {
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
        removeGatewayAccount(id: $id) {
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
