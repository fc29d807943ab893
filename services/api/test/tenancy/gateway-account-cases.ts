import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

/** Cases for the bank settings of a shop. The removal comes last, because the other cases need the account. */
export const gatewayAccountCases: Record<string, MerchantCase> = {
  'Query.bankProtocols': {
    document: '{ bankProtocols { name } }',
    atLeast: 'OWNER',
    foreign: ['lyra', 'paybox', 'monetico', 'sips'].map((name) => ({ name })),
  },
  'Query.gatewayAccounts': {
    document: '{ gatewayAccounts { protocol testPayment { refusals { reason } } } }',
    atLeast: 'OWNER',
    foreign: [{ protocol: 'lyra', testPayment: null }],
  },
  'Query.gatewayAccount': {
    document: 'query ($id: ID!) { gatewayAccount(id: $id) { id } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: null,
  },
  'Mutation.addGatewayAccount': {
    document: `mutation ($input: AddGatewayAccountInput!) {
      addGatewayAccount(input: $input) { gatewayAccount { id } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: () => ({
      input: {
        protocol: 'lyra',
        name: 'Banque',
        environment: 'TEST',
        paymentUrl: 'https://bank.test/',
        fields: [
          { name: 'siteId', value: '12345678' },
          { name: 'testKey', value: '0123456789abcdef' },
        ],
      },
    }),
    foreign: { gatewayAccount: null, userErrors: [{ code: 'BANK_ALREADY_ADDED' }] },
  },
  'Mutation.changeGatewayAccount': {
    document: `mutation ($id: ID!) {
      changeGatewayAccount(input: { id: $id, name: "Autre" }) { gatewayAccount { id } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ gatewayAccount: null }),
  },
  // Takes no ids, so it can only check the URLs of the member's own shop.
  'Mutation.checkNotificationUrl': {
    document: 'mutation { checkNotificationUrl(protocol: "none") { check { status } userErrors { code } } }',
    atLeast: 'OWNER',
    foreign: notFound({ check: null }),
  },
  'Mutation.enableGatewayAccount': {
    document:
      'mutation ($id: ID!) { enableGatewayAccount(id: $id) { gatewayAccount { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ gatewayAccount: null }),
  },
  'Mutation.disableGatewayAccount': {
    document:
      'mutation ($id: ID!) { disableGatewayAccount(id: $id) { gatewayAccount { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ gatewayAccount: null }),
  },
  'Mutation.sortGatewayAccounts': {
    document: 'mutation ($ids: [ID!]!) { sortGatewayAccounts(ids: $ids) { userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ ids: [bankId] }),
    foreign: notFound({}),
  },
  'Mutation.startTestPayment': {
    document: 'mutation ($id: ID!) { startTestPayment(id: $id) { redirect { url } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ redirect: null }),
  },
  'Mutation.removeGatewayAccount': {
    document: 'mutation ($id: ID!) { removeGatewayAccount(id: $id) { userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({}),
  },
}
