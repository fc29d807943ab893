import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { roleUrl, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { fragmentMailOf, readCardFragment } from '../../../../test/card-fragment.ts'
import { payByTestCard } from '../../../../test/card.ts'
import { cuttableConnection } from '../../../../test/cuttable-connection.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../../test/isolated-api.ts'
import { createShop } from '../../../../test/shop.ts'
import type { TestSmtp } from '../../../../test/smtp.ts'
import { startTestWorker, type TestWorker } from '../../../../test/worker.ts'
import { FRAGMENT_QUEUE, jobKey } from '../../../platform/queue/queue.ts'

const until = { timeout: 15_000 }

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
})
afterEach(() => worker.stop())
afterAll(() => isolated?.stop())

describe('a card fragment that the mail server accepts while the database is down', () => {
  test.each([
    ['the worker that sent it updates the database', 'same'],
    ['another worker updates the database', 'other'],
    ['the worker that sent it updates the database, even if Redis loses the change', 'forgetful'],
  ])('is not sent again: its job loses the digits, and %s', async (_what, next) => {
    const shop = await createShop(api)
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    const { payment_id } = await readCardFragment(api, shop, order)
    const dataOfJob = async () => String(await api.app.redis.hget(jobKey(FRAGMENT_QUEUE, payment_id), 'data'))
    const sealed = await dataOfJob()
    expect(sealed).toContain('encapsulated')
    const database = cuttableConnection(new URL(roleUrl('worker')))
    onTestFinished(() => void database.close())
    smtp.delayMs = 300
    onTestFinished(() => void (smtp.delayMs = 0))
    worker = await startTestWorker(api, smtp.url, { DATABASE_URL: await database.listen() })
    await expect.poll(() => fragmentMailOf(order)(smtp.delayed), until).toBeDefined()
    database.cut(true)

    await smtp.wait(fragmentMailOf(order))
    const ids = { shopId: shop.id, paymentId: payment_id }
    await expect.poll(async () => JSON.parse(await dataOfJob()) as unknown).toMatchObject(ids)
    await expect.poll(dataOfJob).not.toMatch(/sealed|encapsulated/)
    expect((await readCardFragment(api, shop, order)).status).toBe('QUEUED')

    if (next === 'forgetful') await api.app.redis.hset(jobKey(FRAGMENT_QUEUE, payment_id), 'data', sealed)
    if (next === 'other') {
      await worker.stop()
      worker = await startTestWorker(api, smtp.url)
    } else database.cut(false)
    await expect.poll(async () => (await readCardFragment(api, shop, order)).status, until).toBe('SENT')
    await expect.poll(() => api.app.queues.fragment.getJob(payment_id), until).toBeUndefined()
    expect(smtp.mails.filter((mail) => fragmentMailOf(order)([mail]))).toHaveLength(1)
    expect((await readCardFragment(api, shop, order)).events).toContain('card.fragment_sent')
  })
})
