import { v4 } from 'uuid'
import type { MerchantCase } from './merchant-cases.ts'

/** Cases of refunds and of the ledger. */
export const ledgerCases: Record<string, MerchantCase> = {
  'Mutation.recordRefund': {
    document: `mutation ($input: RecordRefundInput!) {
      recordRefund(input: $input) { order { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ paid }) => ({
      input: { orderCode: paid.code, otherAmount: 1, bankReference: 'R1', idempotencyKey: v4() },
    }),
    foreign: { order: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  // These take no ids, so they can only reach the member's own shop.
  'Query.ledger': {
    document: '{ ledger { nodes { id } } }',
    atLeast: 'VIEWER',
    foreign: { nodes: [] },
  },
  'Query.ledgerTotals': { document: '{ ledgerTotals { currency } }', atLeast: 'VIEWER', foreign: [] },
  'Query.ledgerClosings': {
    document: '{ ledgerClosings(periodKind: DAY) { id } }',
    atLeast: 'VIEWER',
    foreign: [],
  },
  'Query.ledgerAttestation': {
    document: '{ ledgerAttestation { companyName } }',
    atLeast: 'VIEWER',
    foreign: { companyName: null },
  },
  'Query.ledgerVerification': {
    document: '{ ledgerVerification { entryCount } }',
    atLeast: 'VIEWER',
    foreign: { entryCount: 0 },
  },
}
