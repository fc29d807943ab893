import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { GraphqlResponse } from '../api.ts'
import type { FullShop } from './two-shops.ts'

/** A call of a root field in our shop with ids of their shop, and the check that it was refused. */
export interface ForeignCase {
  document: string
  variables?(theirs: FullShop, ours: FullShop): Record<string, unknown>
  /** Also sends the id of a visitor of their shop. */
  asTheirVisitor?: boolean
  expectRefusal(answer: Answer, theirs: FullShop, ours: FullShop): void
}

// The responses differ in shape: each case reads the fields that it requested.
export type Answer = Omit<GraphqlResponse, 'data'> & { data: Record<string, Node | null> }
type Node = Record<string, unknown>

const address = {
  firstName: 'Camille',
  lastName: 'Martin',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
}
const ids = (nodes: unknown): string[] => (nodes as { id: string }[]).map(({ id }) => id)
const codes = (payload: Node | null | undefined): string[] =>
  (payload?.userErrors as { code: string }[]).map(({ code }) => code)

/** One case for each root field of the storefront API, by `Query.field` or `Mutation.field`. */
export const foreignStorefrontCases: Record<string, ForeignCase> = {
  'Query.shop': {
    document: '{ shop { slug banks { id } } }',
    expectRefusal: ({ data }, theirs, ours) => {
      expect(data.shop?.slug).toBe(ours.shop.slug)
      expect(ids(data.shop?.banks)).toEqual([ours.bankId])
      expect(ids(data.shop?.banks)).not.toContain(theirs.bankId)
    },
  },
  'Query.shopPages': {
    document: '{ shopPages { id html } }',
    expectRefusal: ({ data }, theirs, ours) => {
      expect(data.shopPages).toEqual([
        { id: ours.pageVersionId, html: `<p>Privacy of ${ours.shop.slug}</p>` },
      ])
      expect(JSON.stringify(data)).not.toContain(theirs.shop.slug)
    },
  },
  'Query.shopPage': {
    document: '{ shopPage(slug: "privacy") { id html } }',
    expectRefusal: ({ data }, _theirs, ours) => expect(data.shopPage?.id).toBe(ours.pageVersionId),
  },
  'Query.products': {
    document: 'query ($slug: String) { products(collectionSlug: $slug) { totalCount nodes { id } } }',
    variables: (theirs) => ({ slug: theirs.collection.slug }),
    expectRefusal: ({ data }) => expect(data.products?.totalCount ?? 0).toBe(0),
  },
  'Query.product': {
    document: 'query ($slug: String!) { product(slug: $slug) { id } }',
    variables: (theirs) => ({ slug: theirs.productSlug }),
    expectRefusal: ({ data }) => expect(data.product).toBeNull(),
  },
  'Query.collection': {
    document: 'query ($slug: String!) { collection(slug: $slug) { id } }',
    variables: (theirs) => ({ slug: theirs.collection.slug }),
    expectRefusal: ({ data }) => expect(data.collection).toBeNull(),
  },
  'Query.suggestions': {
    document: 'query ($query: String!) { suggestions(query: $query) { products { id } collections { id } } }',
    variables: (theirs) => ({ query: theirs.collection.slug }),
    expectRefusal: ({ data }, theirs) => {
      expect(ids(data.suggestions?.collections)).not.toContain(theirs.collection.id)
      expect(JSON.stringify(data)).not.toContain(theirs.shop.variants[0]?.productId)
    },
  },
  'Query.collections': {
    document: '{ collections { id } }',
    expectRefusal: ({ data }, _theirs, ours) => expect(ids(data.collections)).toEqual([ours.collection.id]),
  },
  'Query.cart': {
    document: '{ cart { totalQuantity lines { id } } }',
    asTheirVisitor: true,
    expectRefusal: ({ data, headers }, theirs) => {
      expect(data.cart).toEqual({ totalQuantity: 0, lines: [] })
      expect(headers.get('x-visitor-id')).not.toBe(theirs.visitorId)
    },
  },
  'Query.checkoutQuote': {
    document: `query ($id: ID) { checkoutQuote(countryCode: "FR", shippingMethodId: $id) {
      totals { total { amount } } userErrors { code } } }`,
    variables: (theirs) => ({ id: theirs.shop.shippingMethodId }),
    asTheirVisitor: true,
    expectRefusal: ({ data }) => expect(codes(data.checkoutQuote)).toEqual(['CART_EMPTY']),
  },
  'Mutation.applyDiscountCode': {
    document: 'mutation ($code: String!) { applyDiscountCode(code: $code) { userErrors { code } } }',
    variables: (theirs) => ({ code: theirs.discountCode }),
    expectRefusal: ({ data }) => expect(codes(data.applyDiscountCode)).toEqual(['DISCOUNT_CODE_UNKNOWN']),
  },
  'Mutation.removeDiscountCode': {
    document: 'mutation { removeDiscountCode { cart { totalQuantity } userErrors { code } } }',
    asTheirVisitor: true,
    expectRefusal: ({ headers }, theirs) => expect(headers.get('x-visitor-id')).not.toBe(theirs.visitorId),
  },
  'Query.shippingMethods': {
    document: '{ shippingMethods(countryCode: "FR") { id } }',
    expectRefusal: ({ data }, _theirs, ours) =>
      expect(ids(data.shippingMethods)).toEqual([ours.shop.shippingMethodId]),
  },
  'Query.quote': {
    document: 'query ($id: ID) { quote(countryCode: "FR", shippingMethodId: $id) { total { amount } } }',
    variables: (theirs) => ({ id: theirs.shop.shippingMethodId }),
    expectRefusal: ({ data }) => expect(data.quote).toBeNull(),
  },
  'Query.order': {
    document: 'query ($code: String!, $token: String!) { order(code: $code, token: $token) { id } }',
    variables: ({ pending: { code, token } }) => ({ code, token }),
    expectRefusal: ({ data }) => expect(data.order).toBeNull(),
  },
  'Mutation.enterShop': {
    document: 'mutation { enterShop { visitor { id } } }',
    asTheirVisitor: true,
    expectRefusal: ({ data }, theirs) => {
      expect(data.enterShop?.visitor).toHaveProperty('id')
      expect(data.enterShop?.visitor).not.toEqual({ id: theirs.visitorId })
    },
  },
  'Mutation.addToCart': {
    document: 'mutation ($id: ID!) { addToCart(variantId: $id) { userErrors { code } } }',
    variables: (theirs) => ({ id: theirs.shop.variants[0]?.id }),
    expectRefusal: ({ data }) => expect(codes(data.addToCart)).toEqual(['VARIANT_NOT_FOUND']),
  },
  'Mutation.setCartLine': {
    document: 'mutation ($id: ID!) { setCartLine(variantId: $id, quantity: 1) { userErrors { code } } }',
    variables: (theirs) => ({ id: theirs.shop.variants[0]?.id }),
    expectRefusal: ({ data }) => expect(codes(data.setCartLine)).toEqual(['VARIANT_NOT_FOUND']),
  },
  'Mutation.clearCart': {
    document: 'mutation { clearCart { cart { totalQuantity } userErrors { code } } }',
    asTheirVisitor: true,
    expectRefusal: ({ headers }, theirs) => expect(headers.get('x-visitor-id')).not.toBe(theirs.visitorId),
  },
  'Mutation.placeOrder': {
    document:
      'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } userErrors { code } } }',
    variables: (theirs) => ({
      input: {
        idempotencyKey: randomUUID(),
        email: 'camille@buyers.test',
        billingAddress: address,
        shippingMethodId: theirs.shop.shippingMethodId,
      },
    }),
    expectRefusal: ({ data }) => {
      expect(data.placeOrder?.order).toBeNull()
      expect(codes(data.placeOrder)).toEqual(['SHIPPING_METHOD_NOT_AVAILABLE'])
    },
  },
  'Mutation.payByCard': {
    document:
      'mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { id } userErrors { code } } }',
    variables: ({ pending }) => ({
      input: {
        orderCode: pending.code,
        orderToken: pending.token,
        card: { number: '4242424242424242', expiryMonth: 12, expiryYear: 2040, brand: 'VISA' },
      },
    }),
    expectRefusal: ({ data }) => {
      expect(data.payByCard?.order).toBeNull()
      expect(codes(data.payByCard)).toEqual(['ORDER_NOT_FOUND'])
    },
  },
  'Mutation.withdraw': {
    document:
      'mutation ($input: WithdrawInput!) { withdraw(input: $input) { order { id } userErrors { code } } }',
    variables: ({ pending }) => ({
      input: { orderCode: pending.code, orderToken: pending.token, idempotencyKey: randomUUID() },
    }),
    expectRefusal: ({ data }) => {
      expect(data.withdraw?.order).toBeNull()
      expect(codes(data.withdraw)).toEqual(['ORDER_NOT_FOUND'])
    },
  },
  'Mutation.payByTransfer': {
    document:
      'mutation ($input: PayManuallyInput!) { payByTransfer(input: $input) { order { id } userErrors { code } } }',
    variables: ({ pending }) => ({ input: { orderCode: pending.code, orderToken: pending.token } }),
    expectRefusal: ({ data }) => {
      expect(data.payByTransfer?.order).toBeNull()
      expect(codes(data.payByTransfer)).toEqual(['ORDER_NOT_FOUND'])
    },
  },
  'Mutation.payByCheque': {
    document:
      'mutation ($input: PayManuallyInput!) { payByCheque(input: $input) { order { id } userErrors { code } } }',
    variables: ({ pending }) => ({ input: { orderCode: pending.code, orderToken: pending.token } }),
    expectRefusal: ({ data }) => {
      expect(data.payByCheque?.order).toBeNull()
      expect(codes(data.payByCheque)).toEqual(['ORDER_NOT_FOUND'])
    },
  },
  'Mutation.payByBank': {
    document:
      'mutation ($input: PayByBankInput!) { payByBank(input: $input) { redirect { url } order { id } userErrors { code } } }',
    variables: ({ pending, bankId }, ours) => ({
      input: {
        orderCode: pending.code,
        orderToken: pending.token,
        bankId,
        returnUrl: `${ours.shop.origin}/back`,
      },
    }),
    expectRefusal: ({ data }) => {
      expect(data.payByBank).toMatchObject({ redirect: null, order: null })
      expect(codes(data.payByBank)).toEqual(['ORDER_NOT_FOUND'])
    },
  },
}
