import { randomUUID } from 'node:crypto'
import { ask } from './ask.ts'
import type { Answer } from './ask.ts'
import type { Card } from './cards.ts'

export interface UserError {
  code: string
  message: string
  field: string[] | null
}

/** The storefront API's Order, as far as traffic looks at it. */
export interface Order {
  id: string
  code: string
  token: string
  status: string
  total: { amount: number; currency: string }
  payment: { mode: string; cardBrand: string | null; cardFirstSix: string | null } | null
}

export interface OrderPayload {
  order: Order | null
  userErrors: UserError[]
}

export interface BankPayload extends OrderPayload {
  redirect: { method: string; url: string; fields: { name: string; value: string }[] } | null
}

export interface Variant {
  id: string
  availableQuantity: number
}

const ORDER = 'id code token status total { amount currency } payment { mode cardBrand cardFirstSix }'
const PROBLEMS = 'userErrors { code message field }'

const PRODUCTS = '{ products(first: 50) { nodes { variants { id availableQuantity } } } }'
const SHOP = '{ shop { country } }'
const METHODS = 'query ($country: String!) { shippingMethods(countryCode: $country) { id } }'
const ADD = `mutation ($id: ID!, $quantity: Int!) { addToCart(variantId: $id, quantity: $quantity) {
  cart { totalQuantity } ${PROBLEMS} } }`
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { ${ORDER} } ${PROBLEMS} } }`
const CARD = `mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { ${ORDER} } ${PROBLEMS} } }`
const BANK = `mutation ($input: PayByBankInput!) { payByBank(input: $input) {
  redirect { method url fields { name value } } order { ${ORDER} } ${PROBLEMS} } }`
const READ = `query ($code: String!, $token: String!) { order(code: $code, token: $token) { ${ORDER} } }`

/**
 * A visitor of a shop, as a frontend on the public API makes one: it keeps the visitor id that it is given. Refusals are
 * in `userErrors`. Every call throws NoAnswer when the request as a whole failed.
 */
export function openVisitor(api: string, shopKey: string, headers: Record<string, string> = {}) {
  let visitorId: string | undefined
  let country: string | undefined

  const request = async <Data>(query: string, variables: object = {}, more: Record<string, string> = {}) => {
    const answer: Answer<Data> = await ask(
      `${api}/graphql`,
      query,
      { ...variables },
      {
        'x-shop-key': shopKey,
        ...(visitorId && { 'x-visitor-id': visitorId }),
        ...headers,
        ...more,
      },
    )
    visitorId = answer.headers.get('x-visitor-id') ?? visitorId
    return answer.data
  }

  const placeOrder = async (input: Record<string, unknown>): Promise<OrderPayload> =>
    (await request<{ placeOrder: OrderPayload }>(PLACE, { input })).placeOrder

  return {
    get id() {
      return visitorId
    },
    /** Any other document, as this visitor. */
    request,

    /** Those of the first fifty products, in the shop's order. */
    async variants(): Promise<Variant[]> {
      const { products } = await request<{ products: { nodes: { variants: Variant[] }[] } }>(PRODUCTS)
      return products.nodes.flatMap(({ variants }) => variants)
    },

    async addToCart(variantId: string, quantity = 1): Promise<UserError[]> {
      const data = await request<{ addToCart: { userErrors: UserError[] } }>(ADD, { id: variantId, quantity })
      return data.addToCart.userErrors
    },

    placeOrder,

    /** What a buyer fills in, in the shop's own country and by its first shipping method; a key of its own. */
    async orderInput(more: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
      country ??= (await request<{ shop: { country: string } }>(SHOP)).shop.country
      const { shippingMethods } = await request<{ shippingMethods: { id: string }[] }>(METHODS, { country })
      return {
        idempotencyKey: randomUUID(),
        email: 'camille@buyers.example',
        billingAddress: {
          firstName: 'Camille',
          lastName: 'Martin',
          line1: '1 rue de la Paix',
          postalCode: '75002',
          city: 'Paris',
          countryCode: country,
        },
        ...(shippingMethods[0] && { shippingMethodId: shippingMethods[0].id }),
        ...more,
      }
    },

    /** @param order with its own token, or with that of a card request */
    async payByCard(
      order: { code: string; token: string },
      card: Card,
      more: Record<string, unknown> = {},
    ): Promise<OrderPayload> {
      const input = { orderCode: order.code, orderToken: order.token, card, ...more }
      return (await request<{ payByCard: OrderPayload }>(CARD, { input })).payByCard
    },

    /** @param bank its id, and where the browser comes back to: an address of the shop's origin */
    async payByBank(
      order: { code: string; token: string },
      bank: { bankId: string; returnUrl: string },
      more: Record<string, unknown> = {},
    ): Promise<BankPayload> {
      const input = { orderCode: order.code, orderToken: order.token, ...bank, ...more }
      return (await request<{ payByBank: BankPayload }>(BANK, { input })).payByBank
    },

    async order({ code, token }: { code: string; token: string }): Promise<Order | null> {
      return (await request<{ order: Order | null }>(READ, { code, token })).order
    },
  }
}

export type Visitor = ReturnType<typeof openVisitor>
