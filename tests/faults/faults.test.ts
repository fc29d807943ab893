import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NoAnswer } from '../traffic/ask.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { newCheckout, payByCard, placeOrder } from './check-out.ts'
import type { Checkout } from './check-out.ts'
import { openFaultRun } from './fault-run.ts'
import type { FaultRun } from './fault-run.ts'
import type { SeenMail } from './faulty-smtp.ts'
import { kill, untilBack } from './kill.ts'
import { fragmentJobs } from './queue-leftovers.ts'
import { shopIds } from './read-books.ts'

const ROUNDS = 12

const seed = seedOfRun()
const random = randomFrom(seed).fork('one by one')
let run: FaultRun

beforeAll(async () => {
  process.stdout.write(`faults: seed ${seed}; SEED=${seed} repeats it\n`)
  run = await openFaultRun(seed)
}, 120_000)
afterAll(() => run?.stop())

async function placed(): Promise<Checkout & { placed: { code: string; token: string } }> {
  const { rig, deck, checkouts } = run
  const checkout = newCheckout(rig.product.run.api, random.pick(rig.shops), deck.next())
  checkouts.push(checkout)
  await placeOrder(checkout, random)
  if (!checkout.placed) throw new Error('No order was placed')
  return checkout as Checkout & { placed: { code: string; token: string } }
}

/** The fragment mails of an order that the mail server had whole. */
const fragmentsOf = ({ placed }: Checkout): SeenMail[] =>
  run.rig.smtp.seen.filter(({ kind, order }) => kind === 'card-fragment' && order === placed?.code)

async function orderRow({ shop, placed }: Checkout): Promise<{ shopId: string; id: string }> {
  const shopId = (await shopIds(run.rig)).find(({ slug }) => slug === shop.slug)?.id ?? ''
  const sql = 'select id from "order" where shop_id = $1 and code = $2'
  const [row] = await run.rig.owner.rows<{ id: string }>(shopId, sql, [shopId, placed?.code])
  return { shopId, id: row?.id ?? '' }
}

const until = { timeout: 60_000, interval: 20 }

test('api killed between the queue and the commit: nothing is paid, nothing is mailed, and the same key pays', async () => {
  const { rig } = run
  const checkout = await placed()
  const { shopId, id } = await orderRow(checkout)
  const jobs = async () => (await fragmentJobs(rig)).filter(({ orderId }) => orderId === id)

  const release = await rig.owner.hold(`select from "order" where id = '${id}' for update`, shopId)
  const asked = checkout.visitor
    .payByCard(checkout.placed, checkout.card, { idempotencyKey: checkout.payKey })
    .catch((error: unknown) => error)
  await expect.poll(jobs, until).toHaveLength(1)
  expect(await kill(rig, 'api')).toBe(true)
  await release()
  const unknown = await asked
  expect(unknown instanceof NoAnswer && unknown.code).toBe('NETWORK')
  await untilBack(rig)
  const order = await checkout.visitor.order(checkout.placed)
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', payment: null })
  const [orphan] = await jobs()

  await payByCard(checkout)
  await expect.poll(() => fragmentsOf(checkout).length, until).toBe(1)
  // The looks that come within 120 s are made to have been: the next one is the last.
  await rig.redis.hset(`bull:fragment:${orphan?.paymentId}`, 'atm', '7')
  await expect.poll(jobs, until).toEqual([])
  expect(fragmentsOf(checkout)).toHaveLength(1)
})

describe('worker killed between order and mail', () => {
  const twice: Checkout[] = []

  test('after the server had the mail, before its yes', async () => {
    const { rig } = run
    await rig.smtp.turn('stall')
    const checkout = await placed()
    await payByCard(checkout)
    await expect.poll(() => fragmentsOf(checkout).length, until).toBe(1)
    expect(await kill(rig, 'worker')).toBe(true)
    await rig.smtp.turn('accept')
    twice.push(checkout)
  })

  test('after its yes, before the mark', async () => {
    const { rig } = run
    await untilBack(rig)
    await rig.smtp.turn('hesitate')
    const checkout = await placed()
    const { shopId, id } = await orderRow(checkout)
    await payByCard(checkout)
    await expect.poll(() => fragmentsOf(checkout).length, until).toBe(1)
    const release = await rig.owner.hold(`select from mail where order_id = '${id}' for update`, shopId)
    await rig.smtp.turn('accept')
    await expect.poll(() => fragmentsOf(checkout)[0]?.answered, until).toBe(true)
    expect(await kill(rig, 'worker')).toBe(true)
    await release()
    twice.push(checkout)
  })

  test('it leaves once more, the same mail under the same Message-ID', async () => {
    for (const checkout of twice) {
      await expect.poll(() => fragmentsOf(checkout).length, until).toBe(2)
      const [first, second] = fragmentsOf(checkout)
      expect(second).toMatchObject({ messageId: first?.messageId, mark: first?.mark, answered: true })
      expect(second?.text === first?.text).toBe(true)
    }
  })
})

test('a mail that nobody takes for 24 hours is FAILED, said so, and its digits are gone', async () => {
  const { rig } = run
  await untilBack(rig)
  await rig.smtp.turn('refuse-mail')
  const checkout = await placed()
  const { id } = await orderRow(checkout)
  await payByCard(checkout)
  const { slug } = checkout.shop
  const merchant = await signIn(rig.product.run.api, slug, findMember(rig.product.run, slug))
  const fragment = async () =>
    (await merchant.order(checkout.placed.code))?.mails.find(({ kind }) => kind === 'CARD_FRAGMENT')
  await expect.poll(async () => (await fragment())?.attempts, until).toBeGreaterThan(0)
  expect(await fragment()).toMatchObject({ status: 'QUEUED' })

  const [job] = (await fragmentJobs(rig)).filter(({ orderId }) => orderId === id)
  const aDayAgo = Date.now() - 24 * 3_600_000 - 1_000
  await rig.redis.hset(`bull:fragment:${job?.paymentId}`, 'timestamp', String(aDayAgo))
  await expect.poll(async () => (await fragment())?.status, until).toBe('FAILED')
  const jobs = async () => (await fragmentJobs(rig)).filter(({ orderId }) => orderId === id)
  await expect.poll(jobs, until).toEqual([])
  await rig.smtp.turn('accept')
  expect(fragmentsOf(checkout)).toEqual([])
})

test(`${ROUNDS} rounds of checkouts under faults`, async () => {
  for (let number = 1; number <= ROUNDS; number++) {
    const line = await run.round(number)
    process.stdout.write(`faults: ${line}\n`)
    expect(line).not.toContain('WRONG')
  }
}, 300_000)

test('when all is at rest, everything that was acknowledged is true', async () => {
  const settled = await run.settle()
  process.stdout.write(`faults: ${JSON.stringify({ ...settled, wrong: settled.wrong.length })}\n`)
  expect(settled.wrong).toEqual([])
  expect(settled.payments).toBeGreaterThan(ROUNDS)
}, 240_000)
