import { randomUUID } from 'node:crypto'
import type { Card } from '../traffic/cards.ts'
import type { Product } from './catalog-queries.ts'
import type { Answer, Ask } from './measure-rate.ts'

type Asker = (one: Ask) => Promise<Answer>
export type Walk = (ask: Asker) => Promise<void>

export const graphql = (
  headers: Record<string, string>,
  query: string,
  variables: object,
  isRight: (answer: string) => boolean,
): Ask => ({ path: '/graphql', headers, body: JSON.stringify({ query, variables }), isRight })

/** Takes them one after the other, again and again. */
export function inTurn<T>(list: readonly T[]): () => T {
  let at = 0
  return () => list[at++ % list.length] as T
}

/** Each of the asks in its turn: one a walk. */
export function readInTurn(asks: readonly Ask[]): Walk {
  const next = inTurn(asks)
  return async (ask) => void (await ask(next()))
}

const ADD = `mutation ($id: ID!) { addToCart(variantId: $id) { cart { totalQuantity } userErrors { code } } }`
const CART = `{ cart { totalQuantity lines { quantity variant { id } total { amount currency } } subtotal { amount currency } } }`
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { code token status } userErrors { code } } }`
const PAY = `mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { status } userErrors { code } } }`

/** Two of the shop's variants put into a new visitor's cart: the headers that this visitor then sends. */
async function fillCart(ask: Asker, shopKey: string, variant: () => string): Promise<Record<string, string>> {
  const first = await ask(
    graphql({ 'x-shop-key': shopKey }, ADD, { id: variant() }, (text) => text.includes('"totalQuantity":1')),
  )
  const headers = { 'x-shop-key': shopKey, 'x-visitor-id': first.header('x-visitor-id') }
  await ask(graphql(headers, ADD, { id: variant() }, (text) => text.includes('"totalQuantity":2')))
  return headers
}

const variantsOf = (products: readonly Product[]) =>
  inTurn(products.flatMap(({ variants }) => variants.map(({ id }) => id)))

/** A new visitor: two adds and a read. */
export function visit(shopKey: string, products: readonly Product[]): Walk {
  const variant = variantsOf(products)
  return async (ask) => {
    const headers = await fillCart(ask, shopKey, variant)
    await ask(graphql(headers, CART, {}, (text) => text.includes('"totalQuantity":2')))
  }
}

/** The same at the reference. */
export function visitReference(): Walk {
  return async (ask) => {
    const visitor = randomUUID()
    const add = (item: string): Ask => ({
      path: '/',
      headers: {},
      body: JSON.stringify({ visitor, add: item }),
      isRight: (text) => text === '{"quantity":1}',
    })
    await ask(add('one'))
    await ask(add('two'))
    await ask({
      path: '/',
      headers: {},
      body: JSON.stringify({ visitor }),
      isRight: (text) => text.includes('two'),
    })
  }
}

/** A new visitor: two adds, an order, a card for it. */
export function checkOut(shopKey: string, products: readonly Product[], nextCard: () => Card): Walk {
  const variant = variantsOf(products)
  const address = {
    firstName: 'Camille',
    lastName: 'Martin',
    line1: '1 rue de la Paix',
    postalCode: '75002',
    city: 'Paris',
    countryCode: 'FR',
  }
  return async (ask) => {
    const headers = await fillCart(ask, shopKey, variant)
    const methods = `{ shippingMethods(countryCode: "FR") { id } }`
    const shipping = await ask(graphql(headers, methods, {}, (text) => text.includes('"id"')))
    const { data } = JSON.parse(shipping.text) as { data: { shippingMethods: { id: string }[] } }
    const input = {
      idempotencyKey: randomUUID(),
      email: 'camille@buyers.example',
      billingAddress: address,
      shippingMethodId: data.shippingMethods[0]?.id,
    }
    const placed = await ask(
      graphql(headers, PLACE, { input }, (text) => text.includes('"status":"PENDING_PAYMENT"')),
    )
    const { code, token } = (
      JSON.parse(placed.text) as { data: { placeOrder: { order: { code: string; token: string } } } }
    ).data.placeOrder.order
    const payment = { orderCode: code, orderToken: token, card: nextCard() }
    await ask(
      graphql(headers, PAY, { input: payment }, (text) => text.includes('"status":"AWAITING_CERTIFICATION"')),
    )
  }
}

const SET = `mutation ($id: ID!) { setCartLine(variantId: $id, quantity: 1) { cart { totalQuantity } userErrors { code } } }`

/** So many visitors that none meets the limit of changes a minute. */
const FULL_CARTS = 40

/** One more add to the first line, in the carts of many visitors in turn, each of so many lines. */
export async function addToFullCart(
  ask: Asker,
  shopKey: string,
  products: readonly Product[],
  lines: number,
): Promise<Walk> {
  const ids = products.flatMap(({ variants }) => variants.map(({ id }) => id)).slice(0, lines)
  const nextVisitor = inTurn(
    await Promise.all(Array.from({ length: FULL_CARTS }, () => fillWith(ask, shopKey, ids))),
  )
  return async (walker) =>
    void (await walker(
      graphql(nextVisitor(), ADD, { id: ids[0] }, (text) => text.includes('"userErrors":[]')),
    ))
}

async function fillWith(ask: Asker, shopKey: string, ids: string[]): Promise<Record<string, string>> {
  let headers: Record<string, string> = { 'x-shop-key': shopKey }
  for (const [index, id] of ids.entries()) {
    const isRight = (text: string) => text.includes(`"totalQuantity":${index + 1}`)
    const answer = await ask(graphql(headers, SET, { id }, isRight))
    headers = { ...headers, 'x-visitor-id': answer.header('x-visitor-id') }
  }
  return headers
}
