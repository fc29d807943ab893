import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { roleUrl, type TestApi } from '../../test/api.ts'
import { cuttableConnection } from '../../test/cuttable-connection.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { payByTestCard } from '../../test/card.ts'
import { executeAllInShop, executeInShop, queryInShop } from '../../test/sql.ts'
import { mailOf, storeTestMail } from '../../test/mail.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { headerOf, type TestSmtp } from '../../test/smtp.ts'
import { startTestWorker, type TestWorker } from '../../test/worker.ts'
import { requeueMails } from './requeue-mails.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  worker = await startTestWorker(api, smtp.url)
})
afterAll(async () => {
  await worker?.stop()
  await isolated?.stop()
})

const storeMail = (shop: TestShop, kind: string) => storeTestMail(api, shop, kind)

const statusOf = async (shop: TestShop, mailId: string) =>
  (
    await queryInShop<{ status: string; attempts: number; sent_at: Date | null }>(
      api,
      shop,
      'select status, attempts, sent_at from mail where id = $1',
      mailId,
    )
  )[0]

test('a mail is sent once, however often it is queued', async () => {
  const shop = await createShop(api)
  const { code, mailId } = await storeMail(shop, 'PAYMENT_CONFIRMATION')
  await Promise.all([1, 2, 3, 4, 5].map(() => requeueMails(worker.app)))
  await smtp.wait(mailOf(code, 'payment-confirmation'))
  await requeueMails(worker.app)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === code)).toHaveLength(1)
  expect(await statusOf(shop, mailId)).toMatchObject({ status: 'SENT', attempts: 1 })
})

describe('a job of a mail that the mail server has accepted', () => {
  const runJob = async (attempts: number) => {
    const shop = await createShop(api)
    const { code, mailId } = await storeMail(shop, 'PAYMENT_CONFIRMATION')
    await executeInShop(api, shop, 'update mail set attempts = $1 where id = $2', attempts, mailId)
    const data = { shopId: shop.id, mailId, acceptedAfterAttempts: 0 }
    await api.app.queues.mail.add('mail', data, { jobId: mailId })
    await expect.poll(() => statusOf(shop, mailId), { timeout: 10_000 }).toMatchObject({ status: 'SENT' })
    return smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === code)
  }

  test('only updates the database', async () => {
    expect(await runJob(0)).toHaveLength(0)
  })

  test('sends the mail if the database was updated and the mail was queued again since', async () => {
    expect(await runJob(1)).toHaveLength(1)
  })
})

test('a mail that the mail server accepts while the database is down is sent once', async () => {
  const database = cuttableConnection(new URL(roleUrl('worker')))
  onTestFinished(() => void database.close())
  await worker.stop()
  worker = await startTestWorker(api, smtp.url, { DATABASE_URL: await database.listen() })
  onTestFinished(() => void (smtp.delayMs = 0))
  smtp.delayMs = 300
  const shop = await createShop(api)
  const { code, mailId } = await storeMail(shop, 'PAYMENT_CONFIRMATION')
  await requeueMails(worker.app)
  await expect.poll(() => mailOf(code, 'payment-confirmation')(smtp.delayed)).toBeDefined()
  database.cut(true)
  await smtp.wait(mailOf(code, 'payment-confirmation'))
  await expect
    .poll(async () => (await api.app.queues.mail.getJob(mailId))?.data)
    .toEqual({ shopId: shop.id, mailId, acceptedAfterAttempts: 0 })
  await worker.stop()
  worker = await startTestWorker(api, smtp.url)
  await expect
    .poll(() => statusOf(shop, mailId), { timeout: 10_000 })
    .toMatchObject({ status: 'SENT', attempts: 1 })
  expect(smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === code)).toHaveLength(1)
})

test.each(['ORDER_CONFIRMATION', 'PAYMENT_REFUSED', 'PAYMENT_CONFIRMATION'])(
  'a %s that is sent again after a crash has the same content, even if the order has changed',
  async (kind) => {
    const shop = await createShop(api)
    const { code, id, mailId } = await storeMail(shop, kind)
    const sent = () => smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === code)
    await requeueMails(worker.app)
    await expect.poll(() => statusOf(shop, mailId), { timeout: 10_000 }).toMatchObject({ status: 'SENT' })
    await executeAllInShop(api, shop, [
      [`update "order" set status = 'PAID', fulfillment = 'SHIPPED', paid_at = now() where id = $1`, id],
      [`update mail set status = 'QUEUED', sent_at = null where id = $1`, mailId],
    ])
    await requeueMails(worker.app)
    await expect.poll(() => sent().length, { timeout: 10_000 }).toBe(2)
    const [first, second] = sent().map(({ messageId, subject, text, html, from, to }) => {
      return { messageId, subject, text, html, from, to }
    })
    expect(first?.messageId).toBe(`<${mailId}@triclic.test>`)
    expect(second).toEqual(first)
  },
)

test('a mail is sent although a Redis crash left its job in no list', async () => {
  const shop = await createShop(api)
  const { code, mailId } = await storeMail(shop, 'PAYMENT_CONFIRMATION')
  const data = { shopId: shop.id, mailId }
  await api.app.queues.mail.add('mail', data, { jobId: mailId, delay: 3_600_000 })
  await api.app.redis.zrem('{mail}:mail:delayed', mailId)
  await requeueMails(worker.app)
  await smtp.wait(mailOf(code, 'payment-confirmation'))
})

test('a mail waits while the server refuses it, and fails after 24 hours', async () => {
  const shop = await createShop(api)
  smtp.behaviour = 'refuse'
  const waiting = await storeMail(shop, 'PAYMENT_REFUSED')
  const old = await storeMail(shop, 'PAYMENT_REFUSED')
  await api.app.queues.mail.add(
    'mail',
    { shopId: shop.id, mailId: old.mailId },
    { jobId: old.mailId, timestamp: Date.now() - 25 * 3_600_000 },
  )
  await requeueMails(worker.app)
  await expect.poll(() => statusOf(shop, old.mailId), { timeout: 10_000 }).toMatchObject({ status: 'FAILED' })
  await expect
    .poll(() => statusOf(shop, waiting.mailId), { timeout: 10_000 })
    .toMatchObject({ status: 'QUEUED' })
  smtp.behaviour = 'accept'
  await smtp.wait(mailOf(waiting.code, 'payment-refused'))
  await expect
    .poll(() => statusOf(shop, waiting.mailId), { timeout: 10_000 })
    .toMatchObject({ status: 'SENT' })
})

test('an order paid by card sends the confirmation to the buyer and the card fragment to the merchant', async () => {
  const shop = await createShop(api)
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  const confirmation = await smtp.wait(mailOf(order.code, 'order-confirmation'))
  const fragment = await smtp.wait(mailOf(order.code, 'card-fragment'))
  expect(confirmation.to).toMatchObject({ text: 'camille@buyers.test' })
  expect(fragment.to).toMatchObject({ text: `merchant@${shop.slug}.test` })
})
