import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { RequestError } from '../traffic/send-request.ts'
import { newCheckout, payByCard, placeOrder } from './checkout.ts'
import type { Checkout } from './checkout.ts'
import { startFaultRun } from './fault-run.ts'
import type { FaultRun } from './fault-run.ts'
import type { ReceivedMail } from './faulty-smtp.ts'
import { fragmentJobs } from './fragment-jobs.ts'
import type { FragmentJob } from './fragment-jobs.ts'
import { kill, waitUntilReady } from './kill.ts'
import { shopIds } from './read-records.ts'

const ROUNDS = 6

const seed = seedOfRun()
const random = randomFrom(seed).fork('one by one')
let run: FaultRun

beforeAll(async () => {
  process.stdout.write(`faults: seed ${seed}; repeat with SEED=${seed}\n`)
  run = await startFaultRun(seed)
}, 120_000)
afterAll(() => run?.stop())

type PlacedCheckout = Checkout & { placed: { code: string; token: string } }

/** A checkout whose order is placed and not yet paid. */
async function placedCheckout(): Promise<PlacedCheckout> {
  const { environment, deck, checkouts } = run
  const checkout = newCheckout(environment.product.run.api, random.pick(environment.shops), deck.next())
  checkouts.push(checkout)
  await placeOrder(checkout, random)
  if (!checkout.placed) throw new Error('The order was not placed.')
  return checkout as PlacedCheckout
}

/** The card-fragment mails of an order that the mail server received completely. */
const fragmentsOf = ({ placed }: Checkout): ReceivedMail[] =>
  run.environment.smtp.received.filter(
    ({ kind, order }) => kind === 'card-fragment' && order === placed?.code,
  )

async function orderRow({ shop, placed }: Checkout): Promise<{ shopId: string; id: string }> {
  const { environment } = run
  const shopId = (await shopIds(environment)).find(({ slug }) => slug === shop.slug)?.id ?? ''
  const sql = 'select id from "order" where shop_id = $1 and code = $2'
  const [row] = await environment.owner.rows<{ id: string }>(shopId, sql, [shopId, placed?.code])
  return { shopId, id: row?.id ?? '' }
}

const jobsOf = async (id: string): Promise<FragmentJob[]> =>
  (await fragmentJobs(run.environment)).filter(({ orderId }) => orderId === id)

const until = { timeout: 60_000, interval: 20 }

test('an api killed after queueing a card and before its commit leaves the order unpaid, and the same key pays it', async () => {
  const { environment } = run
  const checkout = await placedCheckout()
  const { shopId, id } = await orderRow(checkout)
  const jobs = () => jobsOf(id)

  const release = await environment.owner.lock(`select from "order" where id = '${id}' for update`, shopId)
  const response = checkout.visitor
    .payByCard(checkout.placed, checkout.card, { idempotencyKey: checkout.paymentKey })
    .catch((error: unknown) => error)
  await expect.poll(jobs, until).toHaveLength(1)
  expect(await kill(environment, 'api')).toBe(true)
  await release()
  const error = await response
  expect(error instanceof RequestError && error.code).toBe('NETWORK')
  await waitUntilReady(environment)
  const order = await checkout.visitor.order(checkout.placed)
  expect(order).toMatchObject({ status: 'PENDING_PAYMENT', payment: null })
  const [orphan] = await jobs()

  await payByCard(checkout)
  await expect.poll(() => fragmentsOf(checkout).length, until).toBe(1)
  // Skips the attempts of the first 120 s: the next one is the last.
  await environment.redis.hset(orphan?.key ?? '', 'atm', '7')
  await expect.poll(jobs, until).toEqual([])
  expect(fragmentsOf(checkout)).toHaveLength(1)
})

describe('when the worker is killed while sending a card fragment', () => {
  let unanswered: Checkout
  let accepted: Checkout
  let acceptedOrder: { shopId: string; id: string }

  test('after the mail server has received the mail and before it replies', async () => {
    const { environment } = run
    await environment.smtp.setMode('stall')
    const checkout = await placedCheckout()
    await payByCard(checkout)
    await expect.poll(() => fragmentsOf(checkout).length, until).toBe(1)
    expect(await kill(environment, 'worker')).toBe(true)
    await environment.smtp.setMode('accept')
    unanswered = checkout
  })

  test('after the mail server has replied and before the mail is marked as sent', async () => {
    const { environment } = run
    await waitUntilReady(environment)
    await environment.smtp.setMode('delay-reply')
    const checkout = await placedCheckout()
    const { shopId, id } = await orderRow(checkout)
    await payByCard(checkout)
    await expect.poll(() => fragmentsOf(checkout).length, until).toBe(1)
    const [job] = await jobsOf(id)
    const release = await environment.owner.lock(
      `select from mail where order_id = '${id}' for update`,
      shopId,
    )
    await environment.smtp.setMode('accept')
    await expect.poll(() => fragmentsOf(checkout)[0]?.acknowledged, until).toBe(true)
    // The acceptance takes the place of the sealed digits in the job.
    await expect
      .poll(async () => await environment.redis.hget(job?.key ?? '', 'data'), until)
      .not.toContain('"sealed"')
    expect(await kill(environment, 'worker')).toBe(true)
    await release()
    accepted = checkout
    acceptedOrder = { shopId, id }
  })

  test('a mail without a reply is sent once more, with the same Message-ID', async () => {
    await expect.poll(() => fragmentsOf(unanswered).length, until).toBe(2)
    const [first, second] = fragmentsOf(unanswered)
    expect(second).toMatchObject({ messageId: first?.messageId, mark: first?.mark, acknowledged: true })
    expect(second?.text === first?.text).toBe(true)
  })

  test('an accepted mail is marked as sent, and is not sent again', async () => {
    const { shopId, id } = acceptedOrder
    const status = async () =>
      (
        await run.environment.owner.rows<{ status: string }>(
          shopId,
          `select status from mail where shop_id = $1 and order_id = $2 and kind = 'CARD_FRAGMENT'`,
          [shopId, id],
        )
      )[0]?.status
    await expect.poll(status, until).toBe('SENT')
    expect(fragmentsOf(accepted)).toHaveLength(1)
  })
})

test('a card fragment that no server accepts for 24 hours is reported as FAILED, and its digits are erased', async () => {
  const { environment } = run
  await waitUntilReady(environment)
  await environment.smtp.setMode('refuse-connection')
  const checkout = await placedCheckout()
  const { id } = await orderRow(checkout)
  await payByCard(checkout)
  const { slug } = checkout.shop
  const merchant = await signIn(environment.product.run.api, slug, findMember(environment.product.run, slug))
  const fragment = async () =>
    (await merchant.order(checkout.placed.code))?.mails.find(({ kind }) => kind === 'CARD_FRAGMENT')
  await expect.poll(async () => (await fragment())?.attempts, until).toBeGreaterThan(0)
  expect(await fragment()).toMatchObject({ status: 'QUEUED' })

  const [job] = await jobsOf(id)
  const aDayAgo = Date.now() - 24 * 3_600_000 - 1_000
  await environment.redis.hset(job?.key ?? '', 'timestamp', String(aDayAgo))
  await expect.poll(async () => (await fragment())?.status, until).toBe('FAILED')
  await expect.poll(() => jobsOf(id), until).toEqual([])
  await environment.smtp.setMode('accept')
  expect(fragmentsOf(checkout)).toEqual([])
})

test(`${ROUNDS} rounds of checkouts under faults give no buyer a wrong response`, async () => {
  for (let number = 1; number <= ROUNDS; number++) {
    const line = await run.round(number)
    process.stdout.write(`faults: ${line}\n`)
    expect(line).not.toContain('VIOLATION')
  }
}, 300_000)

test('every acknowledged order and card exists exactly once when no mail is waiting', async () => {
  const result = await run.verify()
  process.stdout.write(`faults: ${JSON.stringify({ ...result, violations: result.violations.length })}\n`)
  expect(result.violations).toEqual([])
  expect(result.payments).toBeGreaterThan(ROUNDS)
}, 240_000)
