import type { ParsedMail } from 'mailparser'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { payByTestCard } from '../../test/card.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { insertTestOrder, type OrderOptions } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { headerOf, type TestSmtp } from '../../test/smtp.ts'
import type { TestWorker } from '../../test/worker.ts'
import { DELAYS_AFTER_REJECTION } from '../payment/card/custody/send-card-fragment.ts'
import { requeueMails } from './requeue-mails.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker
let shop: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  worker = await isolated.startWorker()
  shop = await createShop(api, { locale: 'en' })
})
afterEach(() => {
  smtp.behaviour = 'accept'
  smtp.offersSmtpUtf8 = true
})
afterAll(() => isolated?.stop())

/** Stores a mail to the order's buyer without a job, and sends it. */
async function sendMailOf(kind: string, options: OrderOptions & { recipient?: string } = {}) {
  const { recipient = 'camille@buyers.test', ...order } = options
  const { id, code, mailIds } = await insertTestOrder(api, shop, {
    ...order,
    email: recipient,
    mails: [{ kind, status: 'QUEUED' }],
  })
  const [mailId = ''] = mailIds
  await executeInShop(
    api,
    shop,
    `update mail set created_at = now() - interval '1 minute', recipient = $2, details = $3 where id = $1`,
    mailId,
    recipient,
    JSON.stringify(kind === 'PAYMENT_NOTICE' ? { outcome: 'PAID', bank: 'A' } : {}),
  )
  await requeueMails(worker.app)
  return { id, code, mailId }
}

const mailRow = async (mailId: string) =>
  (
    await queryInShop<{ status: string; last_error: string | null; attempts: number }>(
      api,
      shop,
      'select status, last_error, attempts from mail where id = $1',
      mailId,
    )
  )[0]

const untilEnded = async (mailId: string) => {
  await expect.poll(async () => (await mailRow(mailId))?.status, { timeout: 10_000 }).not.toBe('QUEUED')
  return mailRow(mailId)
}

const mailTo = (code: string) => (mails: ParsedMail[]) =>
  mails.find((mail) => headerOf(mail, 'x-triclic-order') === code)

test.each([
  ['reject-recipient', 'The mail server rejected the recipient’s address (550 5.1.1).'],
  ['reject-message', 'The mail server rejected the message (554 5.7.1).'],
] as const)(
  'a mail that the mail server rejects with a permanent error (%s) is FAILED at once, with the code',
  async (behaviour, error) => {
    smtp.behaviour = behaviour
    const { mailId } = await sendMailOf('ORDER_CONFIRMATION')
    expect(await untilEnded(mailId)).toEqual({ status: 'FAILED', last_error: error, attempts: 1 })
  },
)

describe('a card fragment that the mail server rejects with a permanent error', () => {
  interface FragmentRow {
    paymentId: string
    status: string
    last_error: string | null
    attempts: number
    events: string[]
  }
  const fragmentOf = async (code: string): Promise<FragmentRow | undefined> =>
    (
      await queryInShop<FragmentRow>(
        api,
        shop,
        `select m.payment_id as "paymentId", m.status, m.last_error, m.attempts,
           array(select type from domain_event e where e.stream_id = o.id and e.type like 'card.fragment%') as events
         from mail m join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'CARD_FRAGMENT'`,
        code,
      )
    )[0]

  /** Waits until the mail was tried so often and waits for a retry. Returns the delay of that, and ends it. */
  async function skipDelay(code: string, attempts: number): Promise<number> {
    await expect.poll(async () => (await fragmentOf(code))?.attempts, { timeout: 10_000 }).toBe(attempts)
    const { paymentId = '' } = (await fragmentOf(code)) ?? {}
    const find = () => api.app.queues.fragment.getJob(paymentId)
    await expect.poll(async () => (await find())?.getState()).toBe('delayed')
    const job = await find()
    const delay = Number(job?.delay)
    await job?.promote()
    return delay
  }

  async function payByCard(): Promise<string> {
    const order = await placeTestOrder(api, shop)
    await payByTestCard(api, order)
    return order.code
  }

  test('is tried three times within two minutes, then FAILED and reported as lost on the order', async () => {
    smtp.behaviour = 'reject-recipient'
    const code = await payByCard()
    const delays = [await skipDelay(code, 1), await skipDelay(code, 2)]
    await expect.poll(async () => (await fragmentOf(code))?.status, { timeout: 10_000 }).toBe('FAILED')
    expect(await fragmentOf(code)).toMatchObject({
      attempts: 3,
      last_error: 'The mail server rejected the recipient’s address (550 5.1.1).',
      events: ['card.fragment_lost'],
    })
    expect(delays).toEqual(DELAYS_AFTER_REJECTION)
    expect(delays.reduce((sum, delay) => sum + delay)).toBeLessThanOrEqual(120_000)
  })

  test('is sent if the server accepts it at the next try', async () => {
    smtp.behaviour = 'reject-message'
    const code = await payByCard()
    await expect.poll(async () => (await fragmentOf(code))?.attempts, { timeout: 10_000 }).toBe(1)
    smtp.behaviour = 'accept'
    await skipDelay(code, 1)
    await expect.poll(async () => (await fragmentOf(code))?.status, { timeout: 10_000 }).toBe('SENT')
    expect(await fragmentOf(code)).toMatchObject({
      attempts: 2,
      last_error: null,
      events: ['card.fragment_sent'],
    })
    const isFragment = (mail: ParsedMail) =>
      headerOf(mail, 'x-triclic-order') === code && headerOf(mail, 'x-triclic-mail') === 'card-fragment'
    expect(smtp.mails.filter(isFragment)).toHaveLength(1)
  })
})

test('a mail to a local part with an accent is FAILED at once by a relay without SMTPUTF8', async () => {
  smtp.offersSmtpUtf8 = false
  const { mailId } = await sendMailOf('ORDER_CONFIRMATION', { recipient: 'josé@exemple.test' })
  expect(await untilEnded(mailId)).toMatchObject({
    status: 'FAILED',
    last_error: expect.stringContaining('SMTPUTF8') as string,
  })
})

test.each([
  ['josé@exemple.test', true],
  ['jose@exämple.test', false],
])('a mail to %s is sent where the relay can write it', async (recipient, offersSmtpUtf8) => {
  smtp.offersSmtpUtf8 = offersSmtpUtf8
  const { mailId } = await sendMailOf('ORDER_CONFIRMATION', { recipient })
  expect(await untilEnded(mailId)).toMatchObject({ status: 'SENT' })
})

test('buyers reply to the address for card mail of a shop without a contact address; the sender has the shop’s name', async () => {
  const { code } = await sendMailOf('ORDER_CONFIRMATION')
  const mail = await smtp.wait(mailTo(code))
  expect(mail.replyTo?.text).toBe(`merchant@${shop.slug}.test`)
  expect(mail.from?.value).toEqual([{ address: 'no-reply@triclic.test', name: `Shop ${shop.slug}` }])
})

test('buyers reply to the contact address; the card mail address appears nowhere in the mail', async () => {
  const contacted = await createShop(api)
  await api.owner.query(`update shop set contact_email = 'bonjour@shop.test' where id = $1`, [contacted.id])
  const order = await placeTestOrder(api, contacted)
  const mail = await smtp.wait((mails) =>
    mails.find((each) => headerOf(each, 'x-triclic-order') === order.code),
  )
  expect(mail.to).toMatchObject({ value: [{ address: 'camille@buyers.test' }] })
  expect(mail.replyTo?.text).toBe('bonjour@shop.test')
  const written = [mail.text, mail.html, ...mail.headerLines.map(({ line }) => line)].join('\n')
  expect(written).not.toContain(`merchant@${contacted.slug}.test`)
})

test('the merchant replies to the buyer of the order', async () => {
  const { code } = await sendMailOf('PAYMENT_NOTICE')
  expect((await smtp.wait(mailTo(code))).replyTo?.text).toBe('camille@buyers.test')
})

test('a card fragment has no address to reply to', async () => {
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  const fragment = await smtp.wait((mails) =>
    mails.find(
      (mail) =>
        headerOf(mail, 'x-triclic-order') === order.code &&
        headerOf(mail, 'x-triclic-mail') === 'card-fragment',
    ),
  )
  expect(fragment.replyTo).toBeUndefined()
})

test('a mail greets nobody whose name looks like a link', async () => {
  const { code } = await sendMailOf('ORDER_CONFIRMATION', {
    firstName: 'Gain 500 EUR http://x.test',
    lastName: 'www.y.test',
    recipient: 'greeting@strangers.test',
  })
  const mail = await smtp.wait(mailTo(code))
  for (const part of [mail.text, String(mail.html)]) {
    expect(part).not.toMatch(/http:\/\/x|x\.test|www\.y/)
    expect(part).not.toContain('Bonjour Gain')
    expect(part).toContain('Bonjour, nous')
  }
})
