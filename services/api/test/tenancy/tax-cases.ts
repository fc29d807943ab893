import type { MerchantCase } from './merchant-cases.ts'

/** Cases for the tax settings of a shop. */
export const taxCases: Record<string, MerchantCase> = {
  'Query.taxSettings': {
    document: '{ taxSettings { territory } }',
    atLeast: 'OWNER',
    foreign: { territory: 'FR' },
  },
  'Query.vatChecks': {
    document: '{ vatChecks { nodes { number } totalCount } }',
    atLeast: 'OWNER',
    foreign: { nodes: [], totalCount: 0 },
  },
  // Takes no ids, so it can only change the settings of the member's own shop.
  'Mutation.changeTaxSettings': {
    document: `mutation {
      changeTaxSettings(input: { territory: "FR", isSmallBusiness: false, priceMode: SAME_GROSS, ownRates: [], version: "other" }) {
        settings { territory } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { settings: { territory: 'FR' }, userErrors: [] },
  },
  'Mutation.recordVatCheck': {
    document: `mutation {
      recordVatCheck(input: { vatNumber: "DE1", checkedOn: "2026-01-01", reference: "A" }) { vatCheck { id } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { vatCheck: null, userErrors: [{ code: 'VAT_NUMBER_NOT_EUROPEAN' }] },
  },
  'Mutation.removeVatCheck': {
    document: 'mutation ($id: ID!) { removeVatCheck(id: $id) { removedId userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ bankId }) => ({ id: bankId }),
    foreign: { removedId: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
}
