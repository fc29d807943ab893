import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listBackups } from '../../infra/backup/repository/layout.ts'
import { readPosition } from '../../infra/backup/repository/position.ts'
import type { RestoredProduct } from '../../infra/local/product/restore-product.ts'
import { checkOut, newCheckout, type Checkout } from '../faults/checkout.ts'
import { merchant } from '../graphql/documents.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn, type Merchant, type MerchantOrder } from '../traffic/merchant.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { createVisitor, type Visitor } from '../traffic/visitor.ts'
import { startRestoreEnvironment, type RestoreEnvironment } from './environment.ts'

const ROUNDS = Number(process.env['RESTORE_ROUNDS'] ?? 1)
const BUYERS = 3
/** Below the limit of a member. */
const REVEALED = 5

const seed = seedOfRun()
const random = randomFrom(seed).fork('restore')
const deck = createCardDeck(randomFrom(seed).fork('cards'))
const until = { timeout: 60_000, interval: 200 }

let environment: RestoreEnvironment
beforeAll(async () => {
  process.stdout.write(`restore: seed ${seed}; repeat with SEED=${seed}\n`)
  environment = await startRestoreEnvironment()
  while ((await listBackups(environment.backups)).length === 0) await pause(200)
}, 120_000)
afterAll(() => environment?.stop())

/** A checkout, and when it was acknowledged, in milliseconds since 1970. */
interface Acknowledged extends Checkout {
  at: number
}

const acknowledged: Acknowledged[] = []
let shop: RestoreEnvironment['product']['run']['shops'][number]
let shopper: Visitor
let isOver = false

/** Checks out one cart after another until everything is lost. */
async function buy(): Promise<void> {
  while (!isOver) {
    const checkout = newCheckout(environment.product.run.api, shop, deck.next())
    await checkOut(checkout, random, { clicksTwice: false, isImpatient: true }).catch(() => undefined)
    if (checkout.paid && !isOver) acknowledged.push({ ...checkout, at: Date.now() })
  }
}

const owner = (): Promise<Merchant> => {
  const { run } = environment.product
  return signIn(run.api, shop.slug, findMember(run, shop.slug))
}

const recoverableTo = async (): Promise<number> =>
  Date.parse((await readPosition(environment.backups))?.recoverableTo ?? '')

async function waitUntilRecoverable(moment: number): Promise<void> {
  await expect.poll(recoverableTo, until).toBeGreaterThan(moment)
}

const BUYER = merchant('query ($code: String!) { order(code: $code) { email } }')
const ERASE = merchant(
  'mutation ($orderCode: String!) { eraseBuyerData(orderCode: $orderCode) { userErrors { code } } }',
)
const emailOf = async (member: Merchant, code: string) => (await member.request(BUYER, { code })).order?.email

describe.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))('round %i', () => {
  let before: Merchant
  let beforeLoss: Acknowledged[]
  let restored: RestoredProduct
  const orders: { checkout: Acknowledged; order: MerchantOrder | null }[] = []

  test('everything is lost at a random moment under load, and restored from the backups', async () => {
    ;[shop = shop] = environment.product.run.shops
    shopper = createVisitor(environment.product.run.api, shop.key)
    const [variant] = (await shopper.variants()).filter(({ availableQuantity }) => availableQuantity > 5)
    expect(await shopper.addToCart(variant?.id ?? '', 3)).toEqual([])
    before = await owner()
    isOver = false
    acknowledged.length = 0
    orders.length = 0
    const began = Date.now()
    const buyers = Array.from({ length: BUYERS }, buy)
    await expect.poll(() => acknowledged.length, until).toBeGreaterThan(5)
    await waitUntilRecoverable(began + 4_000)
    await pause(random.below(4_000))
    isOver = true
    await environment.lose()
    await Promise.all(buyers)
    const end = await recoverableTo()
    beforeLoss = acknowledged.filter(({ at }) => at < end)
    restored = await environment.restore()
    expect(beforeLoss.length).toBeGreaterThan(3)
    expect(restored).toMatchObject({ to: null, open: [] })
  })

  test('every order that was acknowledged before the stated moment is there, with its card', async () => {
    const member = await owner()
    for (const checkout of beforeLoss)
      orders.push({ checkout, order: await member.order(checkout.placed?.code ?? '') })
    expect(orders.filter(({ order }) => order?.status !== 'AWAITING_CERTIFICATION')).toEqual([])
  })

  test('kept digits are readable', async () => {
    const member = await owner()
    for (const { checkout, order } of orders.slice(0, REVEALED)) {
      const [payment] = order?.cardPayments ?? []
      const revealed = await member.revealCard(order?.code ?? '', payment?.id ?? '')
      const isRight = revealed.keptDigits === checkout.card.number.slice(0, -6)
      expect([revealed.userErrors.map(({ code }) => code), isRight]).toEqual([[], true])
    }
  })

  test('every card fragment was mailed once, or is reported as lost', async () => {
    const member = await owner()
    for (const { order } of orders) {
      const status = async () =>
        (await member.order(order?.code ?? ''))?.mails.find(({ kind }) => kind === 'CARD_FRAGMENT')?.status
      await expect.poll(status, until).toMatch(/^(SENT|FAILED)$/)
      const received = environment.smtp.received.filter(
        (mail) => mail.kind === 'card-fragment' && mail.order === order?.code,
      )
      expect(received.length).toBeLessThanOrEqual(1)
      if ((await status()) === 'SENT') expect(received).toHaveLength(1)
    }
  })

  test('carts are there, and members have to sign in again', async () => {
    const response = await fetch(`${environment.product.run.api}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shop-key': shop.key,
        'x-visitor-id': shopper.id ?? '',
      },
      body: JSON.stringify({ query: '{ cart { totalQuantity } }' }),
    })
    expect(await response.json()).toMatchObject({ data: { cart: { totalQuantity: 3 } } })
    expect(restored.endedSessions).toBeGreaterThan(0)
    const refused = await fetch(`${environment.product.run.api}/merchant/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${before.token}`,
        'x-shop': shop.slug,
      },
      body: JSON.stringify({ query: '{ orderCount }' }),
    })
    expect(JSON.stringify(await refused.json())).toContain('UNAUTHENTICATED')
  })
})

test('an earlier moment is restored: later orders are gone, and a buyer who was erased since is erased again', async () => {
  const { api } = environment.product.run
  const place = async () => {
    const checkout = newCheckout(api, shop, deck.next())
    await checkOut(checkout, random, { clicksTwice: false, isImpatient: false })
    expect(checkout.violations).toEqual([])
    return checkout.placed?.code ?? ''
  }
  // A complete backup follows each restore.
  await expect.poll(async () => (await listBackups(environment.backups)).length, until).toBe(ROUNDS + 1)
  const member = await owner()
  const code = await place()
  await member.cancel(code)
  await pause(1_500)
  const moment = new Date()
  await pause(1_500)
  const later = await place()
  expect((await member.request(ERASE, { orderCode: code })).eraseBuyerData.userErrors).toEqual([])
  await waitUntilRecoverable(Date.now() + 5_000)
  await environment.lose()
  const restored = await environment.restore(moment.toISOString())
  expect(restored).toMatchObject({ to: moment.toISOString(), erased: 1, open: [] })
  const after = await owner()
  expect(await after.order(later)).toBeNull()
  expect(await after.order(code)).toMatchObject({ status: 'CANCELLED' })
  expect(await emailOf(after, code)).toBe('')
})
