import { v4 } from 'uuid'
import type { TestApi } from './api.ts'
import { newBuyer, type Buyer } from './buyer.ts'
import { queryInShop } from './sql.ts'
import type { TestShop } from './shop.ts'

export const ORDER_FIELDS = `id code token status fulfillment placedAt email
  billingAddress { city countryCode } shippingAddress { line1 city }
  lines { productName sku quantity unitPrice { amount } total { amount } }
  shippingMethod { id name price { amount currency } }
  subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount currency }`

export const PLACE_ORDER = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { order { ${ORDER_FIELDS} } userErrors { code message field } }
}`

const ADD_TO_CART =
  'mutation ($id: ID!, $n: Int!) { addToCart(variantId: $id, quantity: $n) { userErrors { code } } }'

export interface PlacedOrder {
  id: string
  code: string
  token: string
  status: string
  total: { amount: number; currency: string }
  lines: unknown[]
}
export interface PlaceOrderReply {
  order: PlacedOrder | null
  userErrors: { code: string; field: string[] | null }[]
}

export const address = {
  firstName: 'Camille',
  lastName: 'Martin',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'fr',
}

/** A valid input for placeOrder, with a new idempotency key. */
export const orderInput = (shop: TestShop, overrides: Record<string, unknown> = {}) => ({
  idempotencyKey: v4(),
  email: 'camille@buyers.test',
  billingAddress: address,
  shippingMethodId: shop.shippingMethodId,
  ...overrides,
})

/** A buyer whose cart has the given quantity of each of the shop's variants. */
export async function buyerWithCart(
  api: TestApi,
  shop: TestShop,
  quantities: number[],
  headers: Record<string, string> = {},
): Promise<Buyer> {
  const buyer = newBuyer(api, shop, headers)
  for (const [index, n] of quantities.entries()) {
    const { data } = await buyer.request<{ addToCart: PlaceOrderReply }>(ADD_TO_CART, {
      id: shop.variants[index]?.id,
      n,
    })
    if (data.addToCart.userErrors.length > 0) throw new Error(JSON.stringify(data.addToCart.userErrors))
  }
  return buyer
}

export const placeOrder = async (buyer: Buyer, input: Record<string, unknown>): Promise<PlaceOrderReply> =>
  (await buyer.request<{ placeOrder: PlaceOrderReply }>(PLACE_ORDER, { input })).data.placeOrder

export const cartQuantity = async (buyer: Buyer): Promise<number> =>
  (await buyer.request<{ cart: { totalQuantity: number } }>('{ cart { totalQuantity } }')).data.cart
    .totalQuantity

export async function stockOf(api: TestApi, shop: TestShop, index: number): Promise<number | undefined> {
  const sql = 'select available from stock where variant_id = $1'
  return (await queryInShop<{ available: number }>(api, shop, sql, shop.variants[index]?.id))[0]?.available
}

/** What the api believes is available of a variant; it follows the database a moment later. */
export async function availableInCatalog(
  api: TestApi,
  { slug, variants }: TestShop,
  index = 0,
): Promise<number | undefined> {
  const shop = await api.app.shops.find('slug', slug)
  const catalog = shop && (await api.app.catalogs.of(shop))
  return catalog?.variants.get(variants[index]?.id ?? '')?.availableQuantity
}
