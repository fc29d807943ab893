import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })

/** Cases for orders that members enter, and for asking a buyer to pay. */
export const enteredOrderCases: Record<string, MerchantCase> = {
  'Mutation.startCardEntry': {
    document:
      'mutation ($code: String!) { startCardEntry(orderCode: $code) { entry { orderToken } userErrors { code } } }',
    atLeast: 'CERTIFIER',
    variables: ({ pending }) => ({ code: pending.code }),
    foreign: notFound({ entry: null }),
  },
  'Mutation.quoteEnteredOrder': {
    document: `mutation ($id: ID!) { quoteEnteredOrder(input: { lines: [{ variantId: $id, quantity: 1 }], countryCode: "FR" }) {
      quote { methods { id } } userErrors { code } } }`,
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({ id: shop.variants[0]?.id }),
    foreign: { quote: null, userErrors: [{ code: 'VARIANT_NOT_FOUND' }] },
  },
  'Mutation.enterOrder': {
    document:
      'mutation ($input: EnterOrderInput!) { enterOrder(input: $input) { order { id } userErrors { code } } }',
    atLeast: 'MANAGER',
    variables: ({ shop }) => ({
      input: {
        idempotencyKey: crypto.randomUUID(),
        channel: 'TELEPHONE',
        language: 'FR',
        lines: [{ variantId: shop.variants[0]?.id, quantity: 1 }],
        shippingMethodId: shop.shippingMethodId,
        email: 'philomene@buyers.test',
        billingAddress: {
          firstName: 'Philomène',
          lastName: 'Vandenberghe',
          line1: '1 rue de la Paix',
          postalCode: '75002',
          city: 'Paris',
          countryCode: 'FR',
        },
      },
    }),
    foreign: { order: null, userErrors: [{ code: 'VARIANT_NOT_FOUND' }] },
  },
  'Mutation.requestBankPayment': {
    document:
      'mutation ($code: String!) { requestBankPayment(orderCode: $code) { order { id } userErrors { code } } }',
    atLeast: 'CERTIFIER',
    variables: ({ awaiting }) => ({ code: awaiting.code }),
    foreign: notFound({ order: null }),
  },
}
