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
  'Query.priceReductions': {
    document: 'query ($ids: [ID!]!) { priceReductions(productIds: $ids) { sku } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ ids: [shop.variants[0]?.productId] }),
    foreign: [],
  },
  'Mutation.reducePrices': {
    document:
      'mutation ($input: ReducePricesInput!) { reducePrices(input: $input) { reductions { sku } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ input: { reductions: [{ variantId: shop.variants[0]?.id, price: 1 }] } }),
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
