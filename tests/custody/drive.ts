import { randomUUID } from 'node:crypto'
import { openVisitor } from '../traffic/visitor.ts'
import { orderSomething } from '../traffic/order-something.ts'
import type { Card, CardBrand } from '../traffic/cards.ts'
import { checkOut } from './checkouts.ts'
import type { World } from './checkouts.ts'
import { insist } from '../traffic/insist.ts'

const AT_ONCE = 4

/** Runs `work` for each number from 0 to `count` - 1, a few at a time; `at` says what happens before which. */
export async function inTurns(
  count: number,
  work: (turn: number) => Promise<void>,
  at = new Map<number, () => void>(),
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const turn = next++
      at.get(turn)?.()
      await work(turn)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** The orders with their canaries, worker and api killed outright on the way. */
export const driveCanaries = (world: World, orders: number, kill: (name: 'api' | 'worker') => void) =>
  inTurns(
    orders,
    (turn) => checkOut(world, turn),
    new Map([
      [Math.floor(orders / 3), () => kill('worker')],
      [Math.floor((orders * 2) / 3), () => kill('api')],
    ]),
  )

/** Published by the brands for tests: nobody's, and not looked for. */
export const PUBLISHED: [CardBrand, string][] = [
  ['VISA', '4242424242424242'],
  ['MASTERCARD', '5555555555554444'],
  ['AMERICAN_EXPRESS', '378282246310005'],
  ['DINERS_CLUB', '30569309025904'],
]

/** Checkouts with published numbers, so that what the processes still hold is no leftover of the last request. */
export const driveOthers = (world: Pick<World, 'run' | 'merchants' | 'random'>, orders: number) =>
  inTurns(orders, async (turn) => {
    const shop = world.run.shops[turn % world.run.shops.length]
    const merchant = world.merchants.get(shop?.slug ?? '')
    if (!shop || !merchant) throw new Error('No shop runs')
    const [brand, number] = PUBLISHED[turn % PUBLISHED.length] as [CardBrand, string]
    const card: Card = { brand, number, expiryMonth: 12, expiryYear: new Date().getUTCFullYear() + 2 }
    const visitor = openVisitor(world.run.api, shop.key, { origin: shop.origin })
    const order = await insist(() => orderSomething(visitor, world.random, { note: `Order number ${turn}` }))
    const pay = (given: Card) => {
      const idempotencyKey = randomUUID()
      return insist(() => visitor.payByCard(order, given, { idempotencyKey }))
    }
    await pay({ ...card, expiryYear: card.expiryYear - 5 })
    await pay({ ...card, number: `${number.slice(0, -1)}x` }).catch(() => undefined)
    await pay(card)
    const seen = await insist(() => merchant.order(order.code))
    await insist(() => merchant.revealCard(order.code, seen?.cardPayments[0]?.id ?? ''))
    await insist(() => merchant.cancel(order.code, 'Done'))
  })
