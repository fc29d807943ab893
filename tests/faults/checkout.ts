import { randomUUID } from 'node:crypto'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { Card } from '../traffic/cards.ts'
import { codesOf } from '../traffic/place-sample-order.ts'
import type { Random } from '../traffic/random.ts'
import { GaveUp, retry } from '../traffic/retry.ts'
import { createVisitor } from '../traffic/visitor.ts'
import type { Order, OrderPayload, PlaceOrderInput, Visitor } from '../traffic/visitor.ts'

/** One buyer's checkout: what was requested, and what was acknowledged. */
export interface Checkout {
  shop: RunShop
  visitor: Visitor
  /** Idempotency keys of placeOrder and payByCard. */
  orderKey: string
  paymentKey: string
  card: Card
  /** The input of placeOrder, sent again as it is. */
  input: PlaceOrderInput | null
  /** The order that placeOrder acknowledged. */
  placed: { code: string; token: string } | null
  /** Whether payByCard acknowledged the card. */
  paid: boolean
  /** Wrong responses that no fault excuses. */
  violations: string[]
}

export interface BuyerBehaviour {
  /** Sends each request twice at the same time. */
  clicksTwice: boolean
  /** Gives up at the first request that is not answered. */
  isImpatient: boolean
}

const patient: BuyerBehaviour = { clicksTwice: false, isImpatient: false }

export const newCheckout = (api: string, shop: RunShop, card: Card): Checkout => ({
  shop,
  visitor: createVisitor(api, shop.key),
  orderKey: randomUUID(),
  paymentKey: randomUUID(),
  card,
  input: null,
  placed: null,
  paid: false,
  violations: [],
})

/**
 * Fills a cart, places an order and pays by card; each request is repeated with the same key until it is answered.
 * Records the responses in `checkout`.
 */
export async function checkOut(checkout: Checkout, random: Random, behaviour: BuyerBehaviour): Promise<void> {
  try {
    await placeOrder(checkout, random, behaviour)
    await payByCard(checkout, behaviour)
  } catch (error) {
    if (!(error instanceof GaveUp))
      checkout.violations.push(error instanceof Error ? error.message : String(error))
  }
}

/** Repeats a checkout with the same keys: it must continue where the buyer left off, or return the same order. */
export async function repeatCheckout(checkout: Checkout, random: Random): Promise<void> {
  const before = checkout.placed?.code
  await checkOut(checkout, random, patient)
  const after = checkout.placed?.code
  if (before && after !== before)
    checkout.violations.push(`the same key returned order ${after} after order ${before}`)
}

async function fillCart({ visitor }: Checkout, random: Random): Promise<void> {
  const available = (await retry(() => visitor.variants())).filter((one) => one.availableQuantity > 2)
  const variant = random.pick(available).id
  const errors = await retry(() => visitor.addToCart(variant, 1 + random.below(2)))
  if (errors.length > 0) throw new Error(`addToCart: ${codesOf(errors)}`)
}

/** Fills a cart and places the order. @throws GaveUp, or an Error that no fault excuses */
export async function placeOrder(checkout: Checkout, random: Random, behaviour = patient): Promise<void> {
  const { visitor, orderKey } = checkout
  if (!checkout.input) await fillCart(checkout, random)
  const input = (checkout.input ??= await retry(() => visitor.orderInput({ idempotencyKey: orderKey })))
  let order: Order | null = null
  for (let attempt = 0; !order; attempt++) {
    const payloads = await send(() => visitor.placeOrder(input), behaviour)
    const errors = payloads.flatMap(({ userErrors }) => userErrors)
    order = onlyOrderOf(payloads)
    // A crash of Redis may lose the latest change of a cart. In that case no order was placed, and the buyer fills the
    // cart again.
    const isCartLost = errors.length > 0 && errors.every(({ code }) => code === 'CART_EMPTY')
    if (!order && isCartLost && attempt < 3) await fillCart(checkout, random)
    else if (errors.length > 0) throw new Error(`placeOrder: ${codesOf(errors)}`)
  }
  checkout.placed = { code: order.code, token: order.token }
}

/** Pays the placed order by card. @throws GaveUp, or an Error that no fault excuses */
export async function payByCard(checkout: Checkout, behaviour = patient): Promise<void> {
  const { visitor, placed, card, paymentKey } = checkout
  if (!placed) return
  const payloads = await send(
    () => visitor.payByCard(placed, card, { idempotencyKey: paymentKey }),
    behaviour,
  )
  const errors = payloads.flatMap(({ userErrors }) => userErrors)
  if (errors.length > 0) throw new Error(`payByCard: ${codesOf(errors)}`)
  const order = onlyOrderOf(payloads)
  if (order?.code !== placed.code || order.status !== 'AWAITING_CERTIFICATION')
    throw new Error(`payByCard returned order ${order?.code} as ${order?.status} for ${placed.code}`)
  checkout.paid = true
}

async function send(work: () => Promise<OrderPayload>, behaviour: BuyerBehaviour): Promise<OrderPayload[]> {
  const attempts = behaviour.isImpatient ? 1 : undefined
  return Promise.all(Array.from({ length: behaviour.clicksTwice ? 2 : 1 }, () => retry(work, attempts)))
}

/** The order that all payloads return, if any does. @throws when they return different orders */
function onlyOrderOf(payloads: OrderPayload[]): Order | null {
  const orders = payloads.flatMap(({ order }) => (order ? [order] : []))
  const codes = new Set(orders.map(({ code }) => code))
  if (codes.size > 1) throw new Error(`one key returned several orders: ${[...codes].join(', ')}`)
  return orders[0] ?? null
}
