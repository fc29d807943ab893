import { randomUUID } from 'node:crypto'
import { storefront, textOf } from '../graphql/documents.ts'
import type { ResultOf, TypedDocument } from '../graphql/documents.ts'
import type { Card } from '../traffic/cards.ts'
import type { Product } from './catalog-queries.ts'
import { measureRate, MEASUREMENT_SECONDS, withConnections } from './measure-rate.ts'
import type { Journey, LoadRequest, Send } from './measure-rate.ts'

export const graphqlRequest = <Data, Variables>(
  headers: Record<string, string>,
  document: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
  isRight: (response: string) => boolean,
): LoadRequest => ({
  path: '/graphql',
  headers,
  body: JSON.stringify({ query: textOf(document), variables }),
  isRight,
})

/** The data of a response to this document. */
export const readData = <Data>(_document: TypedDocument<Data, never>, text: string): Data =>
  (JSON.parse(text) as { data: Data }).data

/** Returns the elements one after the other, and starts again after the last. */
export function cycle<T>(list: readonly T[]): () => T {
  let at = 0
  return () => list[at++ % list.length] as T
}

/** Sends one of the requests per journey, in turn. */
export function sendInTurn(requests: readonly LoadRequest[]): Journey {
  const next = cycle(requests)
  return async (send) => void (await send(next()))
}

/** Two-word searches, more than the API caches: a word of the products' names, and the beginning of a number. */
export function newWords(products: readonly { name: string }[]): string[] {
  const words = [...new Set(products.flatMap(({ name }) => name.toLowerCase().match(/[a-z]+/g) ?? []))]
  return Array.from({ length: 10_000 }, (_, n) => {
    const number = 1 + Math.floor(n / words.length)
    return `${words[n % words.length] ?? ''} ${number}`
  })
}

const ADD = storefront(`mutation ($id: ID!) { addToCart(variantId: $id) {
  cart { totalQuantity } userErrors { code } } }`)
const SET = storefront(`mutation ($id: ID!) { setCartLine(variantId: $id, quantity: 1) {
  cart { totalQuantity } userErrors { code } } }`)
const CART = storefront(`{ cart { totalQuantity
  lines { quantity variant { id } total { amount currency } } subtotal { amount currency } } }`)
const SHIPPING_METHODS = storefront('{ shippingMethods(countryCode: "FR") { id } }')
const PLACE_ORDER = storefront(`mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  order { code token status } userErrors { code } } }`)
const ORDER = storefront(`query ($code: String!, $token: String!) { order(code: $code, token: $token) {
  code status total { amount currency } lines { productName quantity total { amount } } } }`)
const PAY_BY_CARD = storefront(`mutation ($input: PayByCardInput!) { payByCard(input: $input) {
  order { status } userErrors { code } } }`)

/** Adds two variants to the cart of a new visitor. Returns the headers that identify the visitor. */
async function fillCart(
  send: Send,
  shopKey: string,
  nextVariant: () => string,
): Promise<Record<string, string>> {
  const first = await send(
    graphqlRequest({ 'x-shop-key': shopKey }, ADD, { id: nextVariant() }, (text) =>
      text.includes('"totalQuantity":1'),
    ),
  )
  const headers = { 'x-shop-key': shopKey, 'x-visitor-id': first.header('x-visitor-id') }
  await send(
    graphqlRequest(headers, ADD, { id: nextVariant() }, (text) => text.includes('"totalQuantity":2')),
  )
  return headers
}

const variantIds = (products: readonly Product[]): string[] =>
  products.flatMap(({ variants }) => variants.map(({ id }) => id))

/** A new visitor adds two variants and reads the cart. */
export function fillAndReadCart(shopKey: string, products: readonly Product[]): Journey {
  const nextVariant = cycle(variantIds(products))
  return async (send) => {
    const headers = await fillCart(send, shopKey, nextVariant)
    await send(graphqlRequest(headers, CART, {}, (text) => text.includes('"totalQuantity":2')))
  }
}

/** A new visitor of the reference server adds two products and reads the cart. */
export const fillAndReadReferenceCart: Journey = async (send) => {
  const visitor = randomUUID()
  const request = (body: object, isRight: (response: string) => boolean): LoadRequest => ({
    path: '/',
    headers: {},
    body: JSON.stringify({ visitor, ...body }),
    isRight,
  })
  for (const add of ['one', 'two']) await send(request({ add }, (text) => text === '{"quantity":1}'))
  await send(request({}, (text) => text.includes('two')))
}

/** A buyer looks at an order. */
export const readOrder = (shopKey: string, { code, token }: { code: string; token: string }): LoadRequest =>
  graphqlRequest({ 'x-shop-key': shopKey }, ORDER, { code, token }, (text) =>
    text.includes(`"code":"${code}"`),
  )

/** The cart of this visitor, with all of its lines. */
export const readCartOf = (headers: Record<string, string>): LoadRequest =>
  graphqlRequest(headers, CART, {}, (text) => text.includes('"lines":[{'))

type PlacedOrder = NonNullable<NonNullable<ResultOf<typeof PLACE_ORDER>['placeOrder']>['order']>

/** A new visitor adds two variants and orders them. Returns the order, and the headers that identify the visitor. */
export async function placeOrder(
  send: Send,
  shopKey: string,
  nextVariant: () => string,
): Promise<{ order: PlacedOrder; headers: Record<string, string> }> {
  const headers = await fillCart(send, shopKey, nextVariant)
  const methods = await send(graphqlRequest(headers, SHIPPING_METHODS, {}, (text) => text.includes('"id"')))
  const input = {
    idempotencyKey: randomUUID(),
    // Mails to one address are limited, and a whole UUID may contain what looks like a card number.
    email: `camille-${randomUUID().slice(0, 8)}@buyers.example`,
    billingAddress: BILLING_ADDRESS,
    shippingMethodId: readData(SHIPPING_METHODS, methods.text).shippingMethods[0]?.id ?? null,
  }
  const placed = await send(
    graphqlRequest(headers, PLACE_ORDER, { input }, (text) => text.includes('"status":"PENDING_PAYMENT"')),
  )
  const { order } = readData(PLACE_ORDER, placed.text).placeOrder
  if (!order) throw new Error('The order was not placed')
  return { order, headers }
}

const BILLING_ADDRESS = {
  firstName: 'Camille',
  lastName: 'Martin',
  line1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
}

/** A new visitor adds two variants, orders them and pays by card. */
export function checkOut(shopKey: string, products: readonly Product[], nextCard: () => Card): Journey {
  const nextVariant = cycle(variantIds(products))
  return async (send) => {
    const { order, headers } = await placeOrder(send, shopKey, nextVariant)
    const input = { orderCode: order.code, orderToken: order.token, card: nextCard() }
    await send(
      graphqlRequest(headers, PAY_BY_CARD, { input }, (text) =>
        text.includes('"status":"AWAITING_CERTIFICATION"'),
      ),
    )
  }
}

/** Cart changes per visitor and minute, including those that fill the cart: well below the API's limit. */
const CHANGES_PER_VISITOR = 2_500
/** How many times faster than in the first short run the server may turn out to be. */
const HEADROOM = 2

/**
 * Adds one more of the first line to carts with this many lines, in turn. A first short run shows how many visitors it
 * takes to stay below the limit of changes per visitor.
 */
export async function addToFilledCarts(
  url: string,
  shopKey: string,
  products: readonly Product[],
  lines: number,
): Promise<Journey> {
  const ids = variantIds(products)
  const addTo = (visitors: Record<string, string>[]): Journey =>
    sendInTurn(
      visitors.map((headers) =>
        graphqlRequest(headers, ADD, { id: ids[0] ?? '' }, (text) => text.includes('"userErrors":[]')),
      ),
    )
  const first = addTo(await fillCarts(url, shopKey, products, { lines, visitors: 16 }))
  const rate = await measureRate(url, first, { warmUpMs: 250, measuredMs: 500 })
  const changes = rate * HEADROOM * MEASUREMENT_SECONDS
  const visitors = Math.ceil(changes / (CHANGES_PER_VISITOR - lines))
  return addTo(await fillCarts(url, shopKey, products, { lines, visitors }))
}

/** Fills a cart with this many lines for each of so many visitors. Returns the headers that identify them. */
export function fillCarts(
  url: string,
  shopKey: string,
  products: readonly Product[],
  { lines, visitors }: { lines: number; visitors: number },
): Promise<Record<string, string>[]> {
  const ids = variantIds(products).slice(0, lines)
  return withConnections(url, (send) =>
    Promise.all(Array.from({ length: visitors }, () => fillCartWith(send, shopKey, ids))),
  )
}

async function fillCartWith(
  send: Send,
  shopKey: string,
  ids: readonly string[],
): Promise<Record<string, string>> {
  let headers: Record<string, string> = { 'x-shop-key': shopKey }
  for (const [index, id] of ids.entries()) {
    const isRight = (text: string) => text.includes(`"totalQuantity":${index + 1}`)
    const response = await send(graphqlRequest(headers, SET, { id }, isRight))
    headers = { ...headers, 'x-visitor-id': response.header('x-visitor-id') }
  }
  return headers
}
