import type { MerchantCase } from './merchant-cases.ts'

/** Cases of withdrawals. */
export const withdrawalCases: Record<string, MerchantCase> = {
  'Query.withdrawals': {
    document: 'query ($after: String) { withdrawals(after: $after) { nodes { orderCode } } }',
    atLeast: 'VIEWER',
    variables: ({ withdrawalId }) => ({ after: Buffer.from(withdrawalId).toString('base64url') }),
    foreign: 'BAD_USER_INPUT',
  },
  'Mutation.recordReturn': {
    document:
      'mutation ($id: ID!) { recordReturn(withdrawalId: $id) { withdrawal { id } userErrors { code } } }',
    atLeast: 'FULFILLMENT',
    variables: ({ withdrawalId }) => ({ id: withdrawalId }),
    foreign: { withdrawal: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.closeWithdrawal': {
    document:
      'mutation ($id: ID!) { closeWithdrawal(withdrawalId: $id, reason: "unsealed") { withdrawal { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ withdrawalId }) => ({ id: withdrawalId }),
    foreign: { withdrawal: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
}
