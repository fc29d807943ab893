import { apiKeysQuery, type Scope } from '#lib/api-key/api-key.documents.ts'
import { graphql, type VariablesOf } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { apiKeys, apiKeyScopes, layout } = await queryForShopPage(event, apiKeysQuery, {})
  return { ...layout, keys: apiKeys, scopes: apiKeyScopes, now: Date.now() }
}

const createDocument = graphql(`
  mutation CreateApiKey($input: ApiKeyInput!) {
    createApiKey(input: $input) {
      token
      userErrors {
        code
        message
        field
      }
    }
  }
`)
type Lifetime = VariablesOf<typeof createDocument>['input']['lifetime']

export const actions: Actions = {
  createApiKey: formAction({
    document: createDocument,
    variables: (form) => ({
      input: {
        name: rawTextOf(form, 'name'),
        scopes: form.getAll('scopes').map(String) as Scope[],
        lifetime: rawTextOf(form, 'lifetime') as Lifetime,
      },
    }),
    mapError: (error) =>
      error.code === 'REQUIRED' && error.field?.at(-1) === 'scopes'
        ? { ...error, message: m.program_keys_scopes_required() }
        : error,
    onSuccess: ({ token }) => ({ token }),
    givesBack: ['name', 'scopes', 'lifetime'],
  }),
  revokeApiKey: formAction({
    document: graphql(`
      mutation RevokeApiKey($id: ID!) {
        revokeApiKey(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ id: rawTextOf(form, 'id') }),
    givesBack: ['id'],
  }),
}
