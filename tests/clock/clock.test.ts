import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newCheckout, payByCard, placeOrder, type Checkout } from '../faults/checkout.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn, type Merchant } from '../traffic/merchant.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { storefront } from '../graphql/documents.ts'
import { startClockEnvironment, type ClockEnvironment } from './environment.ts'

const HOUR = 3_600
const DAY = 24 * HOUR
const YEAR = 365 * DAY
/** What programs need to notice a jump; the servers compare their clocks every 15 s. */
const NOTICED_MS = 2_500
const JUMPS = [
  { name: 'an hour ahead', seconds: HOUR },
  { name: 'an hour back', seconds: -HOUR },
  { name: 'a day ahead', seconds: DAY },
  { name: 'a day back', seconds: -DAY },
  { name: 'a year ahead', seconds: YEAR },
  { name: 'a year back', seconds: -YEAR },
]
const CART = storefront('{ cart { totalQuantity } }')

const seed = seedOfRun()
const random = randomFrom(seed).fork('clock')
const deck = createCardDeck(randomFrom(seed).fork('cards'))
const until = { timeout: 60_000, interval: 250 }

let environment: ClockEnvironment
beforeAll(async () => {
  process.stdout.write(`clock: seed ${seed}; repeat with SEED=${seed}\n`)
  environment = await startClockEnvironment()
}, 120_000)
afterAll(() => environment?.stop())

const shopNow = () => {
  const [shop] = environment.product.run.shops
  if (!shop) throw new Error('There is no demo shop.')
  return shop
}
const newMember = () => {
  const { run } = environment.product
  return signIn(run.api, shopNow().slug, findMember(run, shopNow().slug))
}

type Placed = Checkout & { placed: { code: string; token: string } }

async function order(): Promise<Placed> {
  // Valid at each time of this test.
  const card = { ...deck.next(), expiryYear: new Date().getUTCFullYear() + 5 }
  const checkout = newCheckout(environment.product.run.api, shopNow(), card)
  await placeOrder(checkout, random)
  if (!checkout.placed) throw new Error('The order was not placed.')
  return checkout as Placed
}

async function orderByCard(): Promise<Placed> {
  const checkout = await order()
  await payByCard(checkout)
  return checkout
}

const read = async ({ placed }: Placed, member?: Merchant) =>
  (member ?? (await newMember())).order(placed.code)
const fragment = async (checkout: Placed) =>
  (await read(checkout))?.mails.find(({ kind }) => kind === 'CARD_FRAGMENT')
const fragmentStatus = async (checkout: Placed) => (await fragment(checkout))?.status
const fragmentsReceived = ({ placed }: Placed) =>
  environment.smtp.received.filter(({ kind, order }) => kind === 'card-fragment' && order === placed.code)
    .length

/** Sets the clock, and waits until every program has noticed and both servers have logged the jump. */
async function jump(to: number, by: number): Promise<void> {
  const logged = (['api', 'worker'] as const).map(
    (server) => [server, environment.loggedJumps(server)] as const,
  )
  environment.setClock(to)
  await pause(NOTICED_MS)
  for (const [server, before] of logged)
    await expect
      .poll(() => environment.loggedJumps(server).slice(before.length), until)
      .toEqual([expect.toSatisfy((seconds: number) => Math.abs(seconds - by) < 10)])
}

const jumps = process.env['CLOCK_JUMPS'] === 'all' ? JUMPS : JUMPS.slice(0, 1)

describe.each(jumps)('the clock jumps by $name, and back later', ({ seconds }) => {
  let member: Merchant
  let unpaid: Placed
  let certifiable: Placed
  let waiting: Placed
  let waitingSince: Placed

  test('and both servers log it', async () => {
    const { smtp } = environment
    member = await newMember()
    unpaid = await order()
    await unpaid.visitor.addToCart((await unpaid.visitor.variants())[0]?.id ?? '', 2)
    certifiable = await orderByCard()
    await expect.poll(() => fragmentStatus(certifiable), until).toBe('SENT')
    await smtp.setMode('refuse-connection')
    waiting = await orderByCard()
    await expect.poll(async () => (await fragment(waiting))?.attempts, until).toBeGreaterThan(0)
    await jump(seconds, seconds)
  })

  test('no key is destroyed, however often make-keys is run, and cards are accepted', async () => {
    for (const { destroyed } of [await environment.makeKeys(), await environment.makeKeys()])
      expect(destroyed).toEqual([])
    waitingSince = await orderByCard()
    expect((await read(waitingSince))?.status).toBe('AWAITING_CERTIFICATION')
  })

  test('a session ends if the clock is ahead, and the member can sign in again', async () => {
    const found = await read(unpaid, member).catch((error: { code?: string }) => error.code)
    if (seconds > 0) expect(found).toBe('UNAUTHENTICATED')
    else expect(found).toMatchObject({ code: unpaid.placed.code })
    expect((await read(unpaid))?.code).toBe(unpaid.placed.code)
  })

  test('the buyer still reads the order with its token, and the cart with the visitor id unless it has ended', async () => {
    expect((await unpaid.visitor.order(unpaid.placed))?.code).toBe(unpaid.placed.code)
    const { cart } = await unpaid.visitor.request(CART, {})
    expect(cart?.totalQuantity ?? 0).toBe(seconds === YEAR ? 0 : 2)
  })

  test('a fragment that waits is mailed once, or reported as lost after a day', async () => {
    await environment.smtp.setMode('accept')
    const isLost = seconds >= DAY
    await expect
      .poll(() => fragmentStatus(waiting), { ...until, timeout: 90_000 })
      .toBe(isLost ? 'FAILED' : 'SENT')
    expect(fragmentsReceived(waiting)).toBe(isLost ? 0 : 1)
    await expect.poll(() => fragmentStatus(waitingSince), until).toBe('SENT')
  })

  test('back at the right time, a fragment that waited meanwhile is mailed at once, or reported as lost after a day, and none twice', async () => {
    await environment.smtp.setMode('refuse-connection')
    const late = await orderByCard()
    await expect.poll(async () => (await fragment(late))?.attempts, until).toBeGreaterThan(0)
    await jump(0, -seconds)
    await environment.smtp.setMode('accept')
    const isLost = seconds <= -DAY
    await expect.poll(() => fragmentStatus(late), until).toBe(isLost ? 'FAILED' : 'SENT')
    expect(fragmentsReceived(late)).toBe(isLost ? 0 : 1)
    const usual = await orderByCard()
    await expect.poll(() => fragmentStatus(usual), until).toBe('SENT')
    for (const checkout of [certifiable, waitingSince, usual]) expect(fragmentsReceived(checkout)).toBe(1)
  })

  test('no key was destroyed, and kept digits that were not due at that time are there', async () => {
    expect((await environment.makeKeys()).destroyed).toEqual([])
    if (seconds === YEAR) return
    const again = await newMember()
    const payment = (await read(certifiable, again))?.cardPayments[0]
    const { keptDigits } = await again.revealCard(certifiable.placed.code, payment?.id ?? '')
    expect(keptDigits === certifiable.card.number.slice(0, -6)).toBe(true)
  })
})
