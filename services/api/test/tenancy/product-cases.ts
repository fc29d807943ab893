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
}
