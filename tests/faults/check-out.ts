import { randomUUID } from 'node:crypto'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { Card } from '../traffic/cards.ts'
import { codesOf } from '../traffic/order-something.ts'
import type { Random } from '../traffic/random.ts'
import { openVisitor } from '../traffic/visitor.ts'
import type { Order, OrderPayload, Visitor } from '../traffic/visitor.ts'
import { GaveUp, insist } from '../traffic/insist.ts'

/** One buyer's checkout: what was asked, and what was answered. */
export interface Checkout {
  shop: RunShop
  visitor: Visitor
  key: string
  payKey: string
  card: Card
  /** What placeOrder asked, to be asked again. */
  input: Record<string, unknown> | null
  /** Acknowledged by placeOrder. */
  placed: { code: string; token: string } | null
  /** Acknowledged by payByCard. */
  paid: boolean
  /** What no fault excuses. */
  wrong: string[]
}

/** How a buyer behaves. */
export interface Manner {
  /** Sends each request twice at the same time. */
  clicksTwice: boolean
  /** Goes away at the first answer that does not come. */
  isImpatient: boolean
}

const patient: Manner = { clicksTwice: false, isImpatient: false }

export const newCheckout = (api: string, shop: RunShop, card: Card): Checkout => ({
  shop,
  visitor: openVisitor(api, shop.key),
  key: randomUUID(),
  payKey: randomUUID(),
  card,
  input: null,
  placed: null,
  paid: false,
  wrong: [],
})

/** Cart, order, card: each asked again with the same key until there is an answer. Notes in `checkout` what was answered. */
export async function checkOut(checkout: Checkout, random: Random, manner: Manner): Promise<void> {
  try {
    await placeOrder(checkout, random, manner)
    await payByCard(checkout, manner)
  } catch (error) {
    if (!(error instanceof GaveUp))
      checkout.wrong.push(error instanceof Error ? error.message : String(error))
  }
}

/** The same again with the same keys: a buyer who went away goes on, and one who was answered is told the same. */
export async function askAgain(checkout: Checkout, random: Random): Promise<void> {
  const before = checkout.placed?.code
  await checkOut(checkout, random, patient)
  const after = checkout.placed?.code
  if (before && after !== before) checkout.wrong.push(`asked again, the key gave ${after} after ${before}`)
}

async function fillCart({ visitor }: Checkout, random: Random): Promise<void> {
  const there = (await insist(() => visitor.variants())).filter((one) => one.availableQuantity > 2)
  const variant = random.pick(there).id
  const refused = await insist(() => visitor.addToCart(variant, 1 + random.below(2)))
  if (refused.length > 0) throw new Error(`addToCart: ${codesOf(refused)}`)
}

/** Cart and order. @throws GaveUp, or what no fault excuses */
export async function placeOrder(checkout: Checkout, random: Random, manner = patient): Promise<void> {
  const { visitor, key } = checkout
  if (!checkout.input) await fillCart(checkout, random)
  const input = (checkout.input ??= await insist(() => visitor.orderInput({ idempotencyKey: key })))
  let order: Order | null = null
  for (let tried = 0; !order; tried++) {
    const answers = await ask(() => visitor.placeOrder(input), manner)
    const refused = answers.flatMap(({ userErrors }) => userErrors)
    order = oneOf(answers)
    // Redis may lose the last moment of a cart with its machine; the order was not placed then, and the buyer fills it again.
    const isEmpty = refused.length > 0 && refused.every(({ code }) => code === 'CART_EMPTY')
    if (!order && isEmpty && tried < 3) await fillCart(checkout, random)
    else if (refused.length > 0) throw new Error(`placeOrder: ${codesOf(refused)}`)
  }
  checkout.placed = { code: order.code, token: order.token }
}

/** The card of an order that was placed. @throws GaveUp, or what no fault excuses */
export async function payByCard(checkout: Checkout, manner = patient): Promise<void> {
  const { visitor, placed, card, payKey } = checkout
  if (!placed) return
  const answers = await ask(() => visitor.payByCard(placed, card, { idempotencyKey: payKey }), manner)
  const refused = answers.flatMap(({ userErrors }) => userErrors)
  if (refused.length > 0) throw new Error(`payByCard: ${codesOf(refused)}`)
  const order = oneOf(answers)
  if (order?.code !== placed.code || order.status !== 'AWAITING_CERTIFICATION')
    throw new Error(`payByCard answered ${order?.code} ${order?.status} for ${placed.code}`)
  checkout.paid = true
}

async function ask(work: () => Promise<OrderPayload>, manner: Manner): Promise<OrderPayload[]> {
  const tries = manner.isImpatient ? 1 : undefined
  return Promise.all(Array.from({ length: manner.clicksTwice ? 2 : 1 }, () => insist(work, tries)))
}

/** The one order that all answers name, if any does. @throws when they name different ones */
function oneOf(answers: OrderPayload[]): Order | null {
  const orders = answers.flatMap(({ order }) => (order ? [order] : []))
  const codes = new Set(orders.map(({ code }) => code))
  if (codes.size > 1) throw new Error(`One key, several orders: ${[...codes].join(', ')}`)
  return orders[0] ?? null
}
