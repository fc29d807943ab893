import type { Job } from 'bullmq'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FRAGMENT_QUEUE, jobKey, type SealedFragmentJob } from '../../../platform/queue/queue.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../../../test/bank/bank.ts'
import { fragmentMailOf, readCardFragment } from '../../../../test/card-fragment.ts'
import { CARDS, goodCard, payByTestCard } from '../../../../test/card.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { headerOf, startTestSmtp, type TestSmtp } from '../../../../test/smtp.ts'
import { startTestWorker, type TestWorker } from '../../../../test/worker.ts'
import { findLostFragments } from './find-lost-fragments.ts'
import { DELAYS_WITHOUT_PAYMENT } from './send-card-fragment.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker | undefined

beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  smtp = await startTestSmtp()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  smtp.behaviour = 'accept'
})
afterAll(async () => {
  await smtp?.stop()
  await api?.stop()
  await stores?.drop()
})

const runWorker = async (): Promise<TestWorker> => (worker = await startTestWorker(api, smtp.url))

const mailRow = (shop: TestShop, order: PlacedOrder) => readCardFragment(api, shop, order)

async function waitUntil(condition: () => Promise<boolean>, seconds = 15): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('The condition did not become true in time')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

describe('the card fragment mail', () => {
  test.each([
    ['fr', CARDS.VISA, 'VISA', 'Visa', 'Six derniers chiffres : '],
    ['en', CARDS.AMERICAN_EXPRESS, 'AMERICAN_EXPRESS', 'American Express', 'Last six digits: '],
  ] as const)(
    'has its headers, and one marked line in both its text and its HTML part (%s)',
    async (locale, number, brand, brandName, marked) => {
      await runWorker()
      const shop = await createShop(api, { locale })
      const order = await placeTestOrder(api, shop)
      await payByTestCard(api, order, { card: { ...goodCard, number, brand } })
      const mail = await smtp.wait(fragmentMailOf(order))
      await waitUntil(async () => (await mailRow(shop, order)).status === 'SENT')
      const row = await mailRow(shop, order)

      expect(headerOf(mail, 'x-triclic-payment')).toBe(row.mark)
      expect(mail.messageId).toBe(`<${row.id}@triclic.test>`)
      expect(mail.to).toMatchObject({ text: `merchant@${shop.slug}.test` })
      const six = number.slice(-6)
      const isMarked = (line: string) => line.trim() === `${marked}${six}`
      expect(mail.text?.split('\n').filter(isMarked)).toHaveLength(1)
      expect(String(mail.html).split('\n').filter(isMarked)).toHaveLength(1)
      for (const part of [mail.text, String(mail.html)]) {
        expect(part?.split(six)).toHaveLength(2)
        expect(part?.includes(number.slice(0, -6))).toBe(false)
        for (const content of [order.code, row.mark, brandName, `/${shop.slug}/orders/${order.code}`])
          expect(part).toContain(content)
      }
      expect(mail.subject?.includes(six)).toBe(false)
      expect(row.events).toEqual(expect.arrayContaining(['card.received', 'card.fragment_sent']))
      expect(await api.app.queues.fragment.getJob(row.payment_id)).toBeUndefined()
    },
  )

  test('is looked for soon after it was queued, since the payment is committed a moment later', () => {
    expect(DELAYS_WITHOUT_PAYMENT[0]).toBeLessThan(100)
  })

  test('waits 120 s in all for its payment', () => {
    expect(DELAYS_WITHOUT_PAYMENT.reduce((sum, delay) => sum + delay)).toBe(120_000)
  })

  test('is sent after a worker outage', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    expect((await mailRow(shop, order)).status).toBe('QUEUED')
    await runWorker()
    await smtp.wait(fragmentMailOf(order))
    await waitUntil(async () => (await mailRow(shop, order)).status === 'SENT')
  })

  test('is retried while the mail server refuses it, and is then sent exactly once', async () => {
    smtp.behaviour = 'refuse'
    await runWorker()
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    await waitUntil(async () => (await mailRow(shop, order)).attempts >= 2)
    expect((await mailRow(shop, order)).last_error).toBe('The mail server rejected the message (450).')
    smtp.behaviour = 'accept'
    await smtp.wait(fragmentMailOf(order))
    await waitUntil(async () => (await mailRow(shop, order)).status === 'SENT')
    expect(smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === order.code)).toHaveLength(
      1 + countConfirmations(order),
    )
  })
})

const countConfirmations = (order: PlacedOrder): number =>
  smtp.mails.filter(
    (mail) =>
      headerOf(mail, 'x-triclic-order') === order.code &&
      headerOf(mail, 'x-triclic-mail') === 'order-confirmation',
  ).length

describe('a card fragment is not sent', () => {
  test('when its payment was never committed: it is dropped at the last retry', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    const [{ id: orderId } = { id: '' }] = await queryInShop<{ id: string }>(
      api,
      shop,
      'select id from "order" where code = $1',
      order.code,
    )
    const payment = { shopId: shop.id, orderId, paymentId: v7() }
    const fragment = api.app.fragmentSealer.seal('424242', payment)
    const job = await api.app.queues.fragment.add(
      FRAGMENT_QUEUE,
      { ...payment, ...fragment },
      { jobId: payment.paymentId },
    )
    const { redis } = api.app
    const key = jobKey(FRAGMENT_QUEUE, payment.paymentId)
    await runWorker()
    // The fourth attempt is followed by a pause of several seconds.
    await waitUntil(async () => Number(await redis.hget(key, 'atm')) >= 4 && job.isDelayed())
    // Pretend that the retries of the first 120 s have already happened.
    await worker?.stop()
    await redis.hset(key, 'atm', String(DELAYS_WITHOUT_PAYMENT.length))
    await (await api.app.queues.fragment.getJob(payment.paymentId))?.promote()
    await runWorker()
    await waitUntil(async () => (await api.app.queues.fragment.getJob(payment.paymentId)) === undefined)
    expect(fragmentMailOf(order)(smtp.mails)).toBeUndefined()
  })

  test('when its payment has ended', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    const { payment_id } = await mailRow(shop, order)
    await executeInShop(api, shop, "update card_payment set status = 'CLOSED' where id = $1", payment_id)
    await runWorker()
    await waitUntil(async () => (await mailRow(shop, order)).status === 'FAILED')
    await waitUntil(async () => (await api.app.queues.fragment.getJob(payment_id)) === undefined)
    expect(fragmentMailOf(order)(smtp.mails)).toBeUndefined()
    expect((await mailRow(shop, order)).events).not.toContain('card.fragment_lost')
  })

  test('when it was encrypted for another order: it is reported as lost on the order', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    const { payment_id } = await mailRow(shop, order)
    const job = (await api.app.queues.fragment.getJob(payment_id)) as Job<SealedFragmentJob> | undefined
    const other = api.app.fragmentSealer.seal('424242', {
      shopId: shop.id,
      orderId: v7(),
      paymentId: payment_id,
    })
    if (job) await job.updateData({ ...job.data, ...other })
    await runWorker()
    await waitUntil(async () => (await mailRow(shop, order)).status === 'FAILED')
    expect((await mailRow(shop, order)).events).toContain('card.fragment_lost')
    expect(fragmentMailOf(order)(smtp.mails)).toBeUndefined()
  })
})

test.each(['is missing', 'is in no list'])(
  'a card fragment whose job %s in Redis becomes FAILED and is reported as lost on the order',
  async (problem) => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    const unaffected = await placeTestOrder(api, shop)
    for (const each of [order, unaffected]) await payByTestCard(api, each)
    await executeInShop(
      api,
      shop,
      "update mail set created_at = now() - interval '1 minute' where shop_id = $1",
      shop.id,
    )
    const { payment_id } = await mailRow(shop, order)
    const { fragment } = api.app.queues
    if (problem === 'is missing') await (await fragment.getJob(payment_id))?.remove()
    else await api.app.redis.lrem(jobKey(FRAGMENT_QUEUE, 'wait'), 1, payment_id)
    const { app } = await runWorker()
    await findLostFragments(app)
    expect(await mailRow(shop, order)).toMatchObject({
      status: 'FAILED',
      last_error: 'The queue lost the digits.',
    })
    expect((await mailRow(shop, order)).events).toContain('card.fragment_lost')
    expect(await fragment.getJob(payment_id)).toBeUndefined()
    await waitUntil(async () => (await mailRow(shop, unaffected)).status === 'SENT')
  },
)
