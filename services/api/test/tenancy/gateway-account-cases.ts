import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

/** The banks of a shop's settings. The list names nothing of a shop, and the removal stands last. */
export const bankAccountCases: Record<string, MerchantCase> = {
  'Query.bankProtocols': {
    document: '{ bankProtocols { name } }',
    atLeast: 'OWNER',
    foreign: ['lyra', 'paybox', 'monetico', 'sips'].map((name) => ({ name })),
  },
  'Query.bankAccounts': {
    document: '{ bankAccounts { protocol trial { refusals { reason } } } }',
    atLeast: 'OWNER',
    foreign: [{ protocol: 'lyra', trial: null }],
  },
  'Query.bankAccount': {
    document: 'query ($id: ID!) { bankAccount(id: $id) { id } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: null,
  },
  'Mutation.addBankAccount': {
    document: `mutation ($input: AddBankAccountInput!) {
      addBankAccount(input: $input) { bankAccount { id } userErrors { code } } }`,
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
    foreign: { bankAccount: null, userErrors: [{ code: 'BANK_ALREADY_ADDED' }] },
  },
  'Mutation.changeBankAccount': {
    document: `mutation ($id: ID!) {
      changeBankAccount(input: { id: $id, name: "Autre" }) { bankAccount { id } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ bankAccount: null }),
  },
  'Mutation.enableBankAccount': {
    document: 'mutation ($id: ID!) { enableBankAccount(id: $id) { bankAccount { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ bankAccount: null }),
  },
  'Mutation.disableBankAccount': {
    document:
      'mutation ($id: ID!) { disableBankAccount(id: $id) { bankAccount { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ bankAccount: null }),
  },
  'Mutation.sortBankAccounts': {
    document: 'mutation ($ids: [ID!]!) { sortBankAccounts(ids: $ids) { userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ ids: [bankId] }),
    foreign: notFound({}),
  },
  'Mutation.tryBankAccount': {
    document: 'mutation ($id: ID!) { tryBankAccount(id: $id) { redirect { url } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({ redirect: null }),
  },
  'Mutation.removeBankAccount': {
    document: 'mutation ($id: ID!) { removeBankAccount(id: $id) { userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: notFound({}),
  },
}
