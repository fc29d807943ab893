import type { MerchantCase } from './merchant-cases.ts'

const notFound = { order: null, userErrors: [{ code: 'NOT_FOUND' }] }

/** Cases for transfers and cheques. */
export const manualPaymentCases: Record<string, MerchantCase> = {
  // These take no ids, so they can only reach the member's own shop.
  'Query.manualPaymentSettings': {
    document: '{ manualPaymentSettings { transfer { iban } } }',
    atLeast: 'OWNER',
    foreign: { transfer: null },
  },
  'Mutation.changeManualPayments': {
    document:
      'mutation { changeManualPayments(input: {}) { settings { cheque { payee } } userErrors { code } } }',
    atLeast: 'OWNER',
    foreign: { settings: { cheque: null }, userErrors: [] },
  },
  'Mutation.requestManualPayment': {
    document:
      'mutation ($code: String!) { requestManualPayment(orderCode: $code, method: TRANSFER) { order { id } userErrors { code } } }',
    atLeast: 'CERTIFIER',
    variables: ({ pending }) => ({ code: pending.code }),
    foreign: notFound,
  },
  'Mutation.recordReceipt': {
    document: `mutation ($code: String!) { recordReceipt(input: {
      orderCode: $code, method: TRANSFER, amount: 1, receivedOn: "2026-01-01", knownReceipts: [] }) { order { id } userErrors { code } } }`,
    atLeast: 'CERTIFIER',
    variables: ({ pending }) => ({ code: pending.code }),
    foreign: notFound,
  },
  'Mutation.undoReceipt': {
    document: 'mutation ($id: ID!) { undoReceipt(receiptId: $id) { order { id } userErrors { code } } }',
    atLeast: 'CERTIFIER',
    variables: ({ receiptId }) => ({ id: receiptId }),
    foreign: notFound,
  },
}
