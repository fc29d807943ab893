import { randomUUID } from 'node:crypto'
import { storefront } from '../graphql/documents.ts'
import type { ResultOf, TypedDocument, VariablesOf } from '../graphql/documents.ts'
import type { Card } from './cards.ts'
import { dataOf, exchange } from './send-request.ts'
import type { Exchange } from './send-request.ts'

const ORDER = storefront(`fragment OrderParts on Order {
  id code token status total { amount currency } payment { mode cardBrand cardFirstSix paidAt }
}`)
const ERROR = storefront('fragment ErrorParts on UserError { code message field }')

export const PRODUCTS = storefront(
  '{ products(first: 50) { nodes { id variants { id availableQuantity } } } }',
)
export const PAGES = storefront('{ shopPages { id kind } }')
export const SHOP = storefront('{ shop { country } }')
export const SHIPPING_METHODS = storefront(
  'query ($country: String!) { shippingMethods(countryCode: $country) { id } }',
)
export const ADD_TO_CART = storefront(
  `mutation ($variantId: ID!, $quantity: Int!) { addToCart(variantId: $variantId, quantity: $quantity) {
    cart { totalQuantity } userErrors { ...ErrorParts } } }`,
  [ERROR],
)
export const PLACE_ORDER = storefront(
  `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
    order { ...OrderParts } userErrors { ...ErrorParts } } }`,
  [ORDER, ERROR],
)
export const PAY_BY_CARD = storefront(
  `mutation ($input: PayByCardInput!) { payByCard(input: $input) {
    order { ...OrderParts } userErrors { ...ErrorParts } } }`,
  [ORDER, ERROR],
)
export const PAY_BY_BANK = storefront(
  `mutation ($input: PayByBankInput!) { payByBank(input: $input) {
    redirect { method url fields { name value } } order { ...OrderParts } userErrors { ...ErrorParts } } }`,
  [ORDER, ERROR],
)
export const READ_ORDER = storefront(
  'query ($code: String!, $token: String!) { order(code: $code, token: $token) { ...OrderParts } }',
  [ORDER],
)

/** A postcode that exists in a country of the demo shops. */
export const postalCodeOf = (country: string): string => (country === 'GB' ? 'EC1A 1BB' : '75002')

export type Order = ResultOf<typeof ORDER>
export type UserError = ResultOf<typeof ERROR>
export type OrderPayload = ResultOf<typeof PLACE_ORDER>['placeOrder']
export type BankPayload = ResultOf<typeof PAY_BY_BANK>['payByBank']
export type Variant = ResultOf<typeof PRODUCTS>['products']['nodes'][number]['variants'][number]
export type PlaceOrderInput = VariablesOf<typeof PLACE_ORDER>['input']
type PayByCardInput = VariablesOf<typeof PAY_BY_CARD>['input']
type PayByBankInput = VariablesOf<typeof PAY_BY_BANK>['input']

export interface ClientOptions {
  headers?: Record<string, string>
  /** Called with every request and its response before the response is used. */
  inspect?: (exchanged: Exchange) => void
}

/**
 * A visitor of a shop, as a frontend on the public API sees one: sends back the visitor id that it was given. Refusals
 * are in `userErrors`; every method throws RequestError when the request as a whole failed.
 */
export function createVisitor(api: string, shopKey: string, { headers = {}, inspect }: ClientOptions = {}) {
  let visitorId: string | undefined
  let country: string | undefined
  // Without digits, which the custody scan would count.
  const mailbox = randomUUID()
    .slice(0, 8)
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))

  const send = async <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    more: Record<string, string> = {},
  ): Promise<Exchange> => {
    const exchanged = await exchange(`${api}/graphql`, document, variables, {
      'x-shop-key': shopKey,
      ...(visitorId && { 'x-visitor-id': visitorId }),
      ...headers,
      ...more,
    })
    visitorId = exchanged.headers.get('x-visitor-id') ?? visitorId
    inspect?.(exchanged)
    return exchanged
  }

  const request = async <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    more?: Record<string, string>,
  ): Promise<Data> => dataOf(await send(document, variables, more))

  return {
    get id() {
      return visitorId
    },
    /** Sends any document as this visitor and returns the whole response, errors included. */
    send,
    /** Sends any document as this visitor and returns its data. */
    request,

    /** The first fifty products, in the shop's order. */
    products: async () => (await request(PRODUCTS, {})).products.nodes,
    /** The published version of the terms of sale in this visitor's language. */
    async termsVersionId(): Promise<string> {
      const { shopPages } = await request(PAGES, {})
      return shopPages.find(({ kind }) => kind === 'TERMS')?.id ?? ''
    },
    /** Variants of the first fifty products, in the shop's order. */
    async variants(): Promise<Variant[]> {
      const { products } = await request(PRODUCTS, {})
      return products.nodes.flatMap(({ variants }) => variants)
    },

    async addToCart(variantId: string, quantity = 1): Promise<UserError[]> {
      return (await request(ADD_TO_CART, { variantId, quantity })).addToCart.userErrors
    },

    async placeOrder(input: PlaceOrderInput): Promise<OrderPayload> {
      return (await request(PLACE_ORDER, { input })).placeOrder
    },

    /** Valid input in the shop's own country, with its first shipping method and a new idempotency key. */
    async orderInput(more: Partial<PlaceOrderInput> = {}): Promise<PlaceOrderInput> {
      country ??= (await request(SHOP, {})).shop.country
      const { shippingMethods } = await request(SHIPPING_METHODS, { country })
      return {
        idempotencyKey: randomUUID(),
        // One address gets a limited number of mails about unpaid orders.
        email: `camille-${mailbox}@buyers.example`,
        billingAddress: {
          firstName: 'Camille',
          lastName: 'Martin',
          line1: '1 rue de la Paix',
          postalCode: postalCodeOf(country),
          city: 'Paris',
          countryCode: country,
        },
        ...(shippingMethods[0] && { shippingMethodId: shippingMethods[0].id }),
        ...more,
      }
    },

    /** @param order with its own token, or with the token of a card request */
    async payByCard(
      order: { code: string; token: string },
      card: Card,
      more: Partial<PayByCardInput> = {},
    ): Promise<OrderPayload> {
      const input = { orderCode: order.code, orderToken: order.token, card, ...more }
      return (await request(PAY_BY_CARD, { input })).payByCard
    },

    /** @param bank its id, and a return URL on the shop's origin */
    async payByBank(
      order: { code: string; token: string },
      bank: { bankId: string; returnUrl: string },
      more: Partial<PayByBankInput> = {},
    ): Promise<BankPayload> {
      const input = { orderCode: order.code, orderToken: order.token, ...bank, ...more }
      return (await request(PAY_BY_BANK, { input })).payByBank
    },

    async order({ code, token }: { code: string; token: string }): Promise<Order | null> {
      return (await request(READ_ORDER, { code, token })).order
    },
  }
}

export type Visitor = ReturnType<typeof createVisitor>
