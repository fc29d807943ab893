import type { Product } from '../catalog-queries.ts'
import { cycle } from '../journeys.ts'
import type { Journey, LoadResponse, Send } from '../measure-rate.ts'

const PRODUCTS_SHOWN = 20

/** What the journeys of this product do, with Vendure's shop API. */
export function vendureJourneys(products: readonly Product[]) {
  const slugs = cycle(products.slice(0, 50).map(({ slug }) => slug))
  const words = cycle(['amber', 'granite', 'mirror', 'candle'])
  // Vendure numbers the variants that it imports.
  const variants = cycle(products.map((_, index) => String(index + 1)))
  return {
    'list of 20 products': async (send) => {
      await ask(send, LIST, {}, {}, '"id"')
    },
    'product by slug': async (send) => {
      await ask(send, PRODUCT, { slug: slugs() }, {}, '"id"')
    },
    'text search': async (send) => {
      await ask(send, SEARCH, { term: words() }, {}, '"productId"')
    },
    'visitors: two adds and a read': async (send) => {
      const visitor = await fillCart(send, variants)
      await ask(send, CART, {}, visitor, '"totalQuantity":2')
    },
    'checkouts, placed and paid': async (send) => {
      const visitor = await fillCart(send, variants)
      const emailAddress = `camille.${Math.random().toString(36).slice(2)}@buyers.example`
      await ask(send, SET_CUSTOMER, { emailAddress }, visitor, '"id"')
      await ask(send, SET_ADDRESS, {}, visitor, '"id"')
      const methods = await ask(send, SHIPPING_METHODS, {}, visitor, '"id"')
      const [method] = (JSON.parse(methods.text) as { data: { eligibleShippingMethods: { id: string }[] } })
        .data.eligibleShippingMethods
      await ask(send, SET_SHIPPING, { id: method?.id ?? '' }, visitor, '"id"')
      await ask(send, TO_PAYMENT, {}, visitor, '"state":"ArrangingPayment"')
      await ask(send, PAY, {}, visitor, '"state":"PaymentSettled"')
    },
  } satisfies Record<string, Journey>
}

async function fillCart(send: Send, nextVariant: () => string): Promise<Record<string, string>> {
  const first = await ask(send, ADD, { id: nextVariant() }, {}, '"totalQuantity":1')
  const visitor = { authorization: `Bearer ${first.header('vendure-auth-token')}` }
  await ask(send, ADD, { id: nextVariant() }, visitor, '"totalQuantity":2')
  return visitor
}

const ask = (
  send: Send,
  query: string,
  variables: object,
  headers: Record<string, string>,
  expected: string,
): Promise<LoadResponse> =>
  send({
    path: '/shop-api',
    headers,
    body: JSON.stringify({ query, variables }),
    isRight: (text) => text.includes(expected),
  })

const LIST = `{ products(options: { take: ${PRODUCTS_SHOWN} }) { totalItems
  items { id slug name featuredAsset { preview } variants { priceWithTax currencyCode } } } }`
const PRODUCT = `query ($slug: String!) { product(slug: $slug) { id slug name description featuredAsset { preview }
  variants { id sku name priceWithTax currencyCode stockLevel } } }`
const SEARCH = `query ($term: String!) { search(input: { term: $term, take: ${PRODUCTS_SHOWN}, groupByProduct: true }) {
  totalItems items { productId slug productName priceWithTax { ... on PriceRange { min } ... on SinglePrice { value } } } } }`
const ADD = `mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) {
  ... on Order { id totalQuantity } ... on ErrorResult { errorCode message } } }`
const CART = `{ activeOrder { id totalQuantity subTotalWithTax currencyCode
  lines { quantity linePriceWithTax productVariant { id } } } }`
const SET_CUSTOMER = `mutation ($emailAddress: String!) { setCustomerForOrder(input: {
  firstName: "Camille", lastName: "Martin", emailAddress: $emailAddress }) {
  ... on Order { id } ... on ErrorResult { errorCode message } } }`
const SET_ADDRESS = `mutation { setOrderShippingAddress(input: { fullName: "Camille Martin", streetLine1: "1 rue de la Paix",
  city: "Paris", postalCode: "75002", countryCode: "FR" }) { ... on Order { id } ... on ErrorResult { errorCode message } } }`
const SHIPPING_METHODS = '{ eligibleShippingMethods { id } }'
const SET_SHIPPING = `mutation ($id: ID!) { setOrderShippingMethod(shippingMethodId: [$id]) {
  ... on Order { id } ... on ErrorResult { errorCode message } } }`
const TO_PAYMENT = `mutation { transitionOrderToState(state: "ArrangingPayment") {
  ... on Order { id state } ... on ErrorResult { errorCode message } } }`
const PAY = `mutation { addPaymentToOrder(input: { method: "card", metadata: {} }) {
  ... on Order { id code state } ... on ErrorResult { errorCode message } } }`
