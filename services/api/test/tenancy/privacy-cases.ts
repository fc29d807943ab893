import type { MerchantCase } from './merchant-cases.ts'

/** Cases of the data of buyers. */
export const privacyCases: Record<string, MerchantCase> = {
  'Mutation.exportBuyerData': {
    document: `mutation ($code: String!) {
      exportBuyerData(orderCode: $code) { data orderCount nextPart userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ paid }) => ({ code: paid.code }),
    foreign: { data: null, orderCount: null, nextPart: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.eraseBuyerData': {
    document: `mutation ($code: String!) {
      eraseBuyerData(orderCode: $code) { order { id } erasedOrders kept { kind } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ paid }) => ({ code: paid.code }),
    foreign: { order: null, erasedOrders: null, kept: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
}
