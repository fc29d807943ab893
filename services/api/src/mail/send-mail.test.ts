import type { ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderToken } from '../order/order-token.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { changeIn, payByTestCard, rowsIn } from '../../test/card.ts'
import { inShopAsOwner, insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { headerOf, type TestSmtp } from '../../test/smtp.ts'
import type { TestWorker } from '../../test/worker.ts'
import { requeueMails } from './requeue-mails.ts'

let apart: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker

beforeAll(async () => {
  apart = await startIsolatedApi()
  api = apart.api
  smtp = apart.smtp
  worker = await apart.startWorker()
})
afterAll(() => apart?.stop())

const mailOf = (code: string, kind: string) => (mails: ParsedMail[]) =>
  mails.find(
    (mail) => headerOf(mail, 'x-triclic-order') === code && headerOf(mail, 'x-triclic-mail') === kind,
  )

/** Writes a mail row without a job, as a crash after the commit leaves it; the sweep finds it. */
async function leave(shop: TestShop, kind: string, details: object = {}, language = 'fr') {
  const order = await insertTestOrder(api, shop, { mails: [{ kind, status: 'QUEUED' }] })
  await inShopAsOwner(api, shop.id, [
    ['update "order" set language = $1 where id = $2', language, order.id],
    [
      "update mail set details = $1, created_at = now() - interval '1 minute' where id = $2",
      JSON.stringify(details),
      order.mailIds[0],
    ],
  ])
  return { ...order, mailId: order.mailIds[0] ?? '' }
}

const statusOf = async (shop: TestShop, mailId: string) =>
  (
    await rowsIn<{ status: string; attempts: number; sent_at: Date | null }>(
      api,
      shop,
      'select status, attempts, sent_at from mail where id = $1',
      mailId,
    )
  )[0]

describe('each kind, in both languages', () => {
  test.each([
    ['ORDER_CONFIRMATION', {}, 'fr', ['Merci pour votre commande', '10,00']],
    ['ORDER_CONFIRMATION', {}, 'en', ['Thank you for your order', '10.00']],
    ['PAYMENT_CONFIRMATION', {}, 'fr', ['Votre paiement est confirmé', 'Montant payé']],
    ['PAYMENT_CONFIRMATION', {}, 'en', ['Your payment is confirmed', 'Amount paid']],
    ['PAYMENT_REFUSED', {}, 'fr', ['Votre paiement a été refusé', 'Voir ou payer votre commande']],
    ['PAYMENT_REFUSED', {}, 'en', ['Your payment was declined', 'View or pay for your order']],
    ['PAYMENT_CONFIRMATION', { amount: 29 }, 'en', ['0.29']],
    ['PAYMENT_REMINDER', {}, 'fr', ['Votre commande est en attente de paiement', 'À payer avant le']],
    [
      'PAYMENT_REMINDER',
      {},
      'en',
      ['Your order is waiting for payment', 'Pay by', 'View or pay for your order'],
    ],
    ['CARD_REQUEST', { requestId: 'r', page: 'https://shop.test/card' }, 'fr', ['https://shop.test/card#']],
    ['CARD_REQUEST', { requestId: 'r', page: 'https://shop.test/card' }, 'en', ['https://shop.test/card#']],
    ['PAYMENT_NOTICE', { outcome: 'PAID', bank: 'Banque A' }, 'fr', ['La commande est payée', 'Banque A']],
    ['PAYMENT_NOTICE', { outcome: 'PAID_DO_NOT_KEY', bank: 'A' }, 'en', ['do not key the card']],
    ['PAYMENT_NOTICE', { outcome: 'REFUSED', bank: 'A' }, 'fr', ['La banque a refusé']],
    ['PAYMENT_NOTICE', { outcome: 'CANCELLED', bank: 'A' }, 'en', ['The buyer cancelled the payment']],
    [
      'PAYMENT_NOTICE',
      { outcome: 'RESCUE', reason: 'WRONG_AMOUNT', bank: 'A' },
      'fr',
      ['Un paiement est à rapprocher', 'Le montant encaissé n’est pas'],
    ],
  ] as const)('%s %j %s', async (kind, details, language, told) => {
    const shop = await createShop(api, { locale: language })
    const { code, mailId } = await leave(shop, kind, details, language)
    await requeueMails(worker.app)
    const mail = await smtp.wait(mailOf(code, kind.toLowerCase().replaceAll('_', '-')))
    expect(mail.messageId).toBe(`<${mailId}@triclic.test>`)
    expect(mail.from?.value).toEqual([{ address: 'no-reply@triclic.test', name: `Shop ${shop.slug}` }])
    expect(mail.subject).toContain(code)
    for (const words of told) expect(mail.text?.replaceAll('\n', ' ')).toContain(words)
    for (const words of told) expect(String(mail.html)).toContain(words)
    expect(String(mail.html)).toContain(`<html lang="${language}">`)
    expect(mail.text).not.toMatch(/undefined|null|NaN|\[object/)
  })
})

test('money of no order is told by its reference, and the mail leads to the list of unmatched payments', async () => {
  const shop = await createShop(api, { locale: 'en' })
  const mailId = crypto.randomUUID()
  const details = { outcome: 'RESCUE', reason: 'UNKNOWN_REFERENCE', bank: null, reference: 'REF-OF-NOBODY' }
  await changeIn(
    api,
    shop,
    `insert into mail (id, shop_id, kind, recipient, details, created_at)
     values ($1, $2, 'PAYMENT_NOTICE', 'shop@shops.test', $3, now() - interval '1 minute')`,
    mailId,
    shop.id,
    JSON.stringify(details),
  )
  await requeueMails(worker.app)
  const mail = await smtp.wait((mails) =>
    mails.find(({ messageId }) => messageId === `<${mailId}@triclic.test>`),
  )
  expect(mail.subject).toContain('REF-OF-NOBODY')
  expect(mail.text).toContain(`/${shop.slug}/unmatched-payments`)
  expect(mail.text?.replaceAll('\n', ' ')).toContain('The payment reference is unknown.')
  expect(headerOf(mail, 'x-triclic-order')).toBeUndefined()
})

test('the way back to an order is on the page that the shop names, the token behind the #', async () => {
  const shop = await createShop(api)
  await changeIn(
    api,
    shop,
    'update shop set order_page_url = $1 where id = $2',
    'https://shop.test/suivi',
    shop.id,
  )
  const { code, id } = await leave(shop, 'ORDER_CONFIRMATION')
  await requeueMails(worker.app)
  const mail = await smtp.wait(mailOf(code, 'order-confirmation'))
  const token = orderToken(api.app.env.orderTokenKey, shop.id, id)
  expect(mail.text).toContain(`https://shop.test/suivi#${code}.${token}`)
})

test('names and notes can’t write into the HTML', async () => {
  const shop = await createShop(api)
  const { code, id } = await leave(shop, 'ORDER_CONFIRMATION')
  await changeIn(
    api,
    shop,
    `update "order" set billing_address = jsonb_set(billing_address, '{firstName}', '"<script>x</script>"') where id = $1`,
    id,
  )
  await requeueMails(worker.app)
  const mail = await smtp.wait(mailOf(code, 'order-confirmation'))
  expect(String(mail.html)).not.toContain('<script')
  expect(String(mail.html)).toContain('&lt;script&gt;')
})

test('leaves once, however often it is queued and swept', async () => {
  const shop = await createShop(api)
  const { code, mailId } = await leave(shop, 'PAYMENT_CONFIRMATION')
  await Promise.all([1, 2, 3, 4, 5].map(() => requeueMails(worker.app)))
  await smtp.wait(mailOf(code, 'payment-confirmation'))
  await smtp.wait(() => undefined, 0).catch(() => undefined)
  await requeueMails(worker.app)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === code)).toHaveLength(1)
  expect(await statusOf(shop, mailId)).toMatchObject({ status: 'SENT', attempts: 1 })
})

test.each(['ORDER_CONFIRMATION', 'PAYMENT_REFUSED', 'PAYMENT_CONFIRMATION'])(
  'a %s that a crash before its mark sends twice says the same twice, whatever became of the order',
  async (kind) => {
    const shop = await createShop(api)
    const { code, id, mailId } = await leave(shop, kind)
    const sent = () => smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-order') === code)
    await requeueMails(worker.app)
    await expect.poll(() => statusOf(shop, mailId), { timeout: 10_000 }).toMatchObject({ status: 'SENT' })
    await inShopAsOwner(api, shop.id, [
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

test('leaves although a Redis that stopped halfway holds its job in no list', async () => {
  const shop = await createShop(api)
  const { code, mailId } = await leave(shop, 'PAYMENT_CONFIRMATION')
  const data = { shopId: shop.id, mailId }
  await api.app.queues.mail.add('mail', data, { jobId: mailId, delay: 3_600_000 })
  await api.app.redis.zrem('{mail}:mail:delayed', mailId)
  await requeueMails(worker.app)
  await smtp.wait(mailOf(code, 'payment-confirmation'))
})

test('waits while the server refuses, goes out once, and fails for good after a day', async () => {
  const shop = await createShop(api)
  smtp.mood = 'refuse'
  const waiting = await leave(shop, 'PAYMENT_REFUSED')
  const old = await leave(shop, 'PAYMENT_REFUSED')
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
  smtp.mood = 'accept'
  await smtp.wait(mailOf(waiting.code, 'payment-refused'))
  await expect
    .poll(() => statusOf(shop, waiting.mailId), { timeout: 10_000 })
    .toMatchObject({ status: 'SENT' })
})

test('an order placed and paid by card: the confirmation to the buyer, the fragment to the merchant', async () => {
  const shop = await createShop(api)
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  const confirmation = await smtp.wait(mailOf(order.code, 'order-confirmation'))
  const fragment = await smtp.wait(mailOf(order.code, 'card-fragment'))
  expect(confirmation.to).toMatchObject({ text: 'camille@buyers.test' })
  expect(fragment.to).toMatchObject({ text: `merchant@${shop.slug}.test` })
})
