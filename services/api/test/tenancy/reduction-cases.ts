import type { MerchantCase } from './merchant-cases.ts'

/** Cases for announced reductions of prices. */
export const reductionCases: Record<string, MerchantCase> = {
  'Mutation.announceReductions': {
    document:
      'mutation ($ids: [ID!]!) { announceReductions(variantIds: $ids) { reductions { sku } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ ids: [shop.variants[0]?.id] }),
    foreign: { reductions: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.withdrawReductions': {
    document:
      'mutation ($ids: [ID!]!) { withdrawReductions(variantIds: $ids) { variantIds userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ ids: [shop.variants[0]?.id] }),
    foreign: { variantIds: [], userErrors: [] },
  },
}
