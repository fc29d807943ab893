import type { ParsedMail } from 'mailparser'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FRAGMENT_QUEUE, jobKey } from '../../../platform/queue/queue.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../../../test/bank/bank.ts'
import { CARDS, changeIn, goodCard, payByTestCard, rowsIn } from '../../../../test/card.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { headerOf, startTestSmtp, type TestSmtp } from '../../../../test/smtp.ts'
import { startTestWorker, type TestWorker } from '../../../../test/worker.ts'
import { findLostFragments } from './find-lost-fragments.ts'

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

const work = async () => {
  worker = await startTestWorker(api, smtp.url)
  return worker
}

const fragmentOf =
  (order: PlacedOrder) =>
  (mails: ParsedMail[]): ParsedMail | undefined =>
    mails.find(
      (mail) =>
        headerOf(mail, 'x-triclic-mail') === 'card-fragment' &&
        headerOf(mail, 'x-triclic-order') === order.code,
    )

const mailRow = async (shop: TestShop, order: PlacedOrder) => {
  const [row] = await rowsIn<{
    id: string
    payment_id: string
    status: string
    last_error: string | null
    attempts: number
    mark: string
    events: string[]
  }>(
    api,
    shop,
    `select m.id, m.payment_id, m.status, m.last_error, m.attempts, p.mark,
       array(select e.kind from order_event e where e.order_id = o.id order by e.at, e.id) as events
     from mail m join card_payment p on p.id = m.payment_id join "order" o on o.id = m.order_id
     where o.code = $1 and m.kind = 'CARD_FRAGMENT'`,
    order.code,
  )
  if (!row) throw new Error('The order has no fragment mail')
  return row
}

async function until(what: () => Promise<boolean>, seconds = 15): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await what())) {
    if (Date.now() > end) throw new Error('It did not come about')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

describe('the fragment’s mail', () => {
  test.each([
    ['fr', CARDS.VISA, 'VISA', 'Visa', 'Six derniers chiffres : '],
    ['en', CARDS.AMERICAN_EXPRESS, 'AMERICAN_EXPRESS', 'American Express', 'Last six digits: '],
  ] as const)(
    'in %s: headers, one marked line, in both parts',
    async (locale, number, brand, brandName, marked) => {
      await work()
      const shop = await createShop(api, { locale })
      const order = await placeTestOrder(api, shop)
      await payByTestCard(api, order, { card: { ...goodCard, number, brand } })
      const mail = await smtp.wait(fragmentOf(order))
      await until(async () => (await mailRow(shop, order)).status === 'SENT')
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
        for (const told of [order.code, row.mark, brandName, `/${shop.slug}/orders/${order.code}`])
          expect(part).toContain(told)
      }
      expect(mail.subject?.includes(six)).toBe(false)
      expect(row.events).toEqual(expect.arrayContaining(['CARD_TAKEN', 'FRAGMENT_SENT']))
      expect(await api.app.queues.fragment.getJob(row.payment_id)).toBeUndefined()
    },
  )

  test('is sent once the worker is back', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    expect((await mailRow(shop, order)).status).toBe('QUEUED')
    await work()
    await smtp.wait(fragmentOf(order))
    await until(async () => (await mailRow(shop, order)).status === 'SENT')
  })

  test('waits while the mail server refuses, and then leaves once', async () => {
    smtp.behaviour = 'refuse'
    await work()
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    await until(async () => (await mailRow(shop, order)).attempts >= 2)
    expect((await mailRow(shop, order)).last_error).toBe('The mail server answered 450 (EMESSAGE).')
    smtp.behaviour = 'accept'
    await smtp.wait(fragmentOf(order))
    await until(async () => (await mailRow(shop, order)).status === 'SENT')
    expect(smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === order.code)).toHaveLength(
      1 + confirmations(order),
    )
  })
})

const confirmations = (order: PlacedOrder): number =>
  smtp.mails.filter(
    (mail) =>
      headerOf(mail, 'x-triclic-order') === order.code &&
      headerOf(mail, 'x-triclic-mail') === 'order-confirmation',
  ).length

describe('a fragment that must not leave', () => {
  test('of a payment that was never committed is dropped at the last look', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    const [{ id: orderId } = { id: '' }] = await rowsIn<{ id: string }>(
      api,
      shop,
      'select id from "order" where code = $1',
      order.code,
    )
    const owner = { shopId: shop.id, orderId, paymentId: v7() }
    const fragment = await api.app.fragmentSealer.seal('424242', owner)
    const job = await api.app.queues.fragment.add(
      FRAGMENT_QUEUE,
      { ...owner, ...fragment },
      { jobId: owner.paymentId },
    )
    await work()
    await until(() => job.isDelayed())
    // The looks that come within 120 s are made to have been.
    await worker?.stop()
    const redis = api.app.redis
    await redis.hset(jobKey(FRAGMENT_QUEUE, owner.paymentId), 'atm', '7')
    await (await api.app.queues.fragment.getJob(owner.paymentId))?.promote()
    await work()
    await until(async () => (await api.app.queues.fragment.getJob(owner.paymentId)) === undefined)
    expect(fragmentOf(order)(smtp.mails)).toBeUndefined()
  })

  test('of a payment that has ended', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    const { payment_id } = await mailRow(shop, order)
    await changeIn(api, shop, "update card_payment set status = 'CLOSED' where id = $1", payment_id)
    await work()
    await until(async () => (await mailRow(shop, order)).status === 'FAILED')
    await until(async () => (await api.app.queues.fragment.getJob(payment_id)) === undefined)
    expect(fragmentOf(order)(smtp.mails)).toBeUndefined()
    expect((await mailRow(shop, order)).events).not.toContain('FRAGMENT_LOST')
  })

  test('sealed for another order is a loss, and said on the order', async () => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    const { payment_id } = await mailRow(shop, order)
    const job = await api.app.queues.fragment.getJob(payment_id)
    const other = await api.app.fragmentSealer.seal('424242', {
      shopId: shop.id,
      orderId: v7(),
      paymentId: payment_id,
    })
    if (job) await job.updateData({ ...job.data, ...other })
    await work()
    await until(async () => (await mailRow(shop, order)).status === 'FAILED')
    expect((await mailRow(shop, order)).events).toContain('FRAGMENT_LOST')
    expect(fragmentOf(order)(smtp.mails)).toBeUndefined()
  })
})

test.each(['lost', 'left in no list'])(
  'a fragment whose job Redis %s turns FAILED and is said so',
  async (how) => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    const kept = await placeTestOrder(api, shop)
    for (const paid of [order, kept]) await payByTestCard(api, paid)
    await changeIn(
      api,
      shop,
      "update mail set created_at = now() - interval '1 minute' where shop_id = $1",
      shop.id,
    )
    const { payment_id } = await mailRow(shop, order)
    const { fragment } = api.app.queues
    if (how === 'lost') await (await fragment.getJob(payment_id))?.remove()
    else await api.app.redis.lrem(jobKey(FRAGMENT_QUEUE, 'wait'), 1, payment_id)
    const { app } = await work()
    await findLostFragments(app)
    expect(await mailRow(shop, order)).toMatchObject({
      status: 'FAILED',
      last_error: 'The queue lost the digits.',
    })
    expect((await mailRow(shop, order)).events).toContain('FRAGMENT_LOST')
    expect(await fragment.getJob(payment_id)).toBeUndefined()
    await until(async () => (await mailRow(shop, kept)).status === 'SENT')
  },
)
