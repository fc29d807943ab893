import { randomUUID } from 'node:crypto'
import type { Card, CardBrand } from '../traffic/cards.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { retry } from '../traffic/retry.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { checkOut } from './check-out.ts'
import type { Scenario } from './scenario.ts'

const CONCURRENCY = 4

/**
 * Runs `work` for each number from 0 to `count` - 1, a few at a time; `before` maps some of them to an action to run
 * first.
 */
async function runConcurrently(
  count: number,
  work: (turn: number) => Promise<void>,
  before = new Map<number, () => void>(),
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const turn = next++
      before.get(turn)?.()
      await work(turn)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
}

/** Checks out with canary cards; the worker and the api are killed in between. */
export const runCanaryCheckouts = (
  scenario: Scenario,
  orders: number,
  kill: (name: 'api' | 'worker') => void,
) =>
  runConcurrently(
    orders,
    (turn) => checkOut(scenario, turn),
    new Map([
      [Math.floor(orders / 3), () => kill('worker')],
      [Math.floor((orders * 2) / 3), () => kill('api')],
    ]),
  )

/** Test numbers published by the brands: they belong to nobody and are not searched for. */
export const PUBLISHED_NUMBERS: [CardBrand, string][] = [
  ['VISA', '4242424242424242'],
  ['MASTERCARD', '5555555555554444'],
  ['AMERICAN_EXPRESS', '378282246310005'],
  ['DINERS_CLUB', '30569309025904'],
]

/**
 * Checks out with published numbers, so that the data of the last requests, which may remain in memory, contains no
 * canary.
 */
export const runOtherCheckouts = (scenario: Pick<Scenario, 'run' | 'merchants' | 'random'>, orders: number) =>
  runConcurrently(orders, async (turn) => {
    const shop = scenario.run.shops[turn % scenario.run.shops.length]
    const merchant = scenario.merchants.get(shop?.slug ?? '')
    if (!shop || !merchant) throw new Error('run.json has no shop with a member.')
    const [brand, number] = PUBLISHED_NUMBERS[turn % PUBLISHED_NUMBERS.length] as [CardBrand, string]
    const card: Card = { brand, number, expiryMonth: 12, expiryYear: new Date().getUTCFullYear() + 2 }
    const visitor = createVisitor(scenario.run.api, shop.key, { headers: { origin: shop.origin } })
    const order = await retry(() =>
      placeSampleOrder(visitor, scenario.random, { note: `Order number ${turn}` }),
    )
    const pay = (given: Card) => {
      const idempotencyKey = randomUUID()
      return retry(() => visitor.payByCard(order, given, { idempotencyKey }))
    }
    await pay({ ...card, expiryYear: card.expiryYear - 5 })
    await pay({ ...card, number: `${number.slice(0, -1)}x` })
    await pay(card)
    const paid = await retry(() => merchant.order(order.code))
    await retry(() => merchant.revealCard(order.code, paid?.cardPayments[0]?.id ?? ''))
    await retry(() => merchant.cancel(order.code, 'Done'))
  })
