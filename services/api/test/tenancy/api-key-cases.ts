import { KEY_PERMISSIONS } from '../../src/kernel/key-permissions.ts'
import type { MerchantCase } from './merchant-cases.ts'

const inGraphql = (permission: string) => permission.replace('.', '_').toUpperCase()

/** Cases of keys of the merchant API. */
export const apiKeyCases: Record<string, MerchantCase> = {
  'Query.apiKeys': {
    document: '{ apiKeys { name } }',
    atLeast: 'OWNER',
    foreign: [{ name: 'ours' }],
  },
  'Query.apiKeyScopes': {
    document: '{ apiKeyScopes }',
    atLeast: 'OWNER',
    foreign: KEY_PERMISSIONS.map(inGraphql),
  },
  'Mutation.createApiKey': {
    document: `mutation { createApiKey(input: { name: "", scopes: [ORDER_READ], lifetime: DAYS_30 }) { token userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { token: null, userErrors: [{ code: 'REQUIRED' }] },
  },
  'Mutation.revokeApiKey': {
    document: 'mutation ($id: ID!) { revokeApiKey(id: $id) { apiKeys { name } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ apiKeyId }) => ({ id: apiKeyId }),
    foreign: { apiKeys: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
}
