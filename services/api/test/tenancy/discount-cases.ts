import { expect } from 'vitest'
import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object = {}) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

/** Cases for the discounts of a shop. The removal comes last, because the other cases need the discount. */
export const discountCases: Record<string, MerchantCase> = {
  'Query.discounts': {
    document: '{ discounts { name } }',
    atLeast: 'VIEWER',
    foreign: [{ name: 'Christmas' }],
  },
  // Takes no ids, so it can only list the collections of the member's own shop.
  'Query.discountCollections': {
    document: '{ discountCollections { id } }',
    atLeast: 'VIEWER',
    foreign: [{ id: expect.any(String) }],
  },
  'Query.discount': {
    document: 'query ($id: ID!) { discount(id: $id) { id } }',
    atLeast: 'VIEWER',
    variables: ({ discountId }) => ({ id: discountId }),
    foreign: null,
  },
  'Mutation.saveDiscount': {
    document: `mutation ($id: ID!) {
      saveDiscount(input: { id: $id, code: "OTHER", kind: FREE_DELIVERY, startsAt: "2026-01-01T00:00:00Z" }) {
        discount { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ discountId }) => ({ id: discountId }),
    foreign: notFound({ discount: null }),
  },
  'Mutation.removeDiscount': {
    document: 'mutation ($id: ID!) { removeDiscount(id: $id) { userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ discountId }) => ({ id: discountId }),
    foreign: notFound(),
  },
}
