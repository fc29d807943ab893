import type { MerchantCase } from './merchant-cases.ts'

const notFound = { productImport: null, userErrors: [{ code: 'NOT_FOUND' }] }

/** Cases for imports of product files. */
export const productImportCases: Record<string, MerchantCase> = {
  'Query.productImports': {
    document: '{ productImports { fileName } }',
    atLeast: 'MANAGER',
    // The member's own, and no other.
    foreign: [{ fileName: 'products.csv' }],
  },
  'Query.productImport': {
    document: 'query ($id: ID!) { productImport(id: $id) { id } }',
    atLeast: 'MANAGER',
    variables: ({ importId }) => ({ id: importId }),
    foreign: null,
  },
  'Mutation.mapProductImport': {
    document: `mutation ($id: ID!) {
      mapProductImport(input: { id: $id, format: PLAIN, fields: [] }) { productImport { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ importId }) => ({ id: importId }),
    foreign: notFound,
  },
  'Mutation.applyProductImport': {
    document:
      'mutation ($id: ID!) { applyProductImport(id: $id) { productImport { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ importId }) => ({ id: importId }),
    foreign: notFound,
  },
  'Mutation.undoProductImport': {
    document:
      'mutation ($id: ID!) { undoProductImport(id: $id) { productImport { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ importId }) => ({ id: importId }),
    foreign: notFound,
  },
}
