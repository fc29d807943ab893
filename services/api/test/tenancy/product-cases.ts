import type { MerchantCase } from './merchant-cases.ts'

const NOT_FOUND = [{ code: 'NOT_FOUND' }]

/** Cases for products and stock. Their product is a published one with one variant. */
export const productCases: Record<string, MerchantCase> = {
  'Query.products': {
    document: 'query ($after: String) { products(after: $after) { nodes { id } } }',
    atLeast: 'VIEWER',
    variables: ({ shop }) => ({
      after: Buffer.from(shop.variants[0]?.productId ?? '').toString('base64url'),
    }),
    foreign: 'BAD_USER_INPUT',
  },
  'Query.product': {
    document: 'query ($id: ID!) { product(id: $id) { id } }',
    atLeast: 'VIEWER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.productId }),
    foreign: null,
  },
  'Mutation.createProduct': {
    document: `mutation ($id: ID!) {
      createProduct(input: { name: "Copy", variants: [{ id: $id, price: 1 }] }) { product { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.id }),
    foreign: { product: null, userErrors: NOT_FOUND },
  },
  'Mutation.changeProduct': {
    document: `mutation ($id: ID!, $variantId: ID!) {
      changeProduct(input: { id: $id, product: { name: "Taken", variants: [{ id: $variantId, price: 1 }] } }) {
        product { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.productId, variantId: shop.variants[0]?.id }),
    foreign: { product: null, userErrors: NOT_FOUND },
  },
  'Mutation.duplicateProduct': {
    document: 'mutation ($id: ID!) { duplicateProduct(id: $id) { product { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.productId }),
    foreign: { product: null, userErrors: NOT_FOUND },
  },
  'Mutation.setProductStatus': {
    document: `mutation ($ids: [ID!]!) {
      setProductStatus(ids: $ids, status: PUBLISHED) { products { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ ids: [shop.variants[0]?.productId] }),
    foreign: { products: null, userErrors: NOT_FOUND },
  },
  'Mutation.changeVariants': {
    document: `mutation ($id: ID!) {
      changeVariants(input: [{ variantId: $id, price: 1, onHand: 1 }]) { products { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.id }),
    foreign: { products: null, userErrors: NOT_FOUND },
  },
  'Mutation.deleteProducts': {
    document: 'mutation ($ids: [ID!]!) { deleteProducts(ids: $ids) { deletedIds userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ ids: [shop.variants[0]?.productId] }),
    foreign: { deletedIds: null, userErrors: NOT_FOUND },
  },
  'Query.stockHistory': {
    document: 'query ($id: ID!) { stockHistory(variantId: $id) { nodes { id } } }',
    atLeast: 'VIEWER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.id }),
    foreign: { nodes: [] },
  },
  'Mutation.adjustStock': {
    document: `mutation ($id: ID!) {
      adjustStock(input: { variantId: $id, delta: 1, reason: RECEIVED }) { variant { id } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.id }),
    foreign: { variant: null, userErrors: NOT_FOUND },
  },
}
