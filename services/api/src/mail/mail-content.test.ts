import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { mailOf, storeTestMail } from '../../test/mail.ts'
import { createShop } from '../../test/shop.ts'
import { headerOf, type TestSmtp } from '../../test/smtp.ts'
import { executeInShop } from '../../test/sql.ts'
import type { TestWorker } from '../../test/worker.ts'
import { orderToken } from '../order/order-token.ts'
import { requeueMails } from './requeue-mails.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  worker = await isolated.startWorker()
})
afterAll(() => isolated?.stop())

describe('content of each kind of mail in both languages', () => {
  test.each([
    ['ORDER_CONFIRMATION', {}, 'fr', ['Merci pour votre commande', '10,00']],
    ['ORDER_CONFIRMATION', {}, 'en', ['Thank you for your order', '10.00']],
    ['PAYMENT_CONFIRMATION', {}, 'fr', ['Votre paiement est confirmé', 'Montant payé']],
    ['PAYMENT_CONFIRMATION', {}, 'en', ['Your payment is confirmed', 'Amount paid']],
    ['PAYMENT_REFUSED', {}, 'fr', ['Votre paiement a été refusé', 'Voir ou payer votre commande']],
    ['PAYMENT_REFUSED', {}, 'en', ['Your payment was declined', 'View or pay for your order']],
    ['PAYMENT_CONFIRMATION', { amount: 29 }, 'en', ['Order total', 'Amount paid', '0.29']],
    ['PAYMENT_REMINDER', {}, 'fr', ['Votre commande est en attente de paiement', 'À payer avant le']],
    [
      'PAYMENT_REMINDER',
      {},
      'en',
      ['Your order is waiting for payment', 'Pay by', 'View or pay for your order'],
    ],
    ['CARD_REQUEST', { requestId: 'r', page: 'https://shop.test/card' }, 'fr', ['https://shop.test/card#']],
    ['CARD_REQUEST', { requestId: 'r', page: 'https://shop.test/card' }, 'en', ['https://shop.test/card#']],
    ['BANK_PAYMENT_REQUEST', {}, 'fr', ['Payez votre commande à la banque', 'Payer à la banque']],
    ['BANK_PAYMENT_REQUEST', {}, 'en', ['Pay for your order at the bank', 'Pay at the bank']],
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
  ] as const)('%s %j %s', async (kind, details, language, texts) => {
    const shop = await createShop(api, { locale: language })
    const { code, mailId } = await storeTestMail(api, shop, kind, details, language)
    await requeueMails(worker.app)
    const mail = await smtp.wait(mailOf(code, kind.toLowerCase().replaceAll('_', '-')))
    expect(mail.messageId).toBe(`<${mailId}@triclic.test>`)
    expect(mail.from?.value).toEqual([{ address: 'no-reply@triclic.test', name: `Shop ${shop.slug}` }])
    expect(mail.subject).toContain(code)
    for (const text of texts) expect(mail.text?.replaceAll('\n', ' ')).toContain(text)
    for (const text of texts) expect(String(mail.html)).toContain(text)
    expect(String(mail.html)).toContain(`<html lang="${language}">`)
    expect(mail.text).not.toMatch(/undefined|null|NaN|\[object/)
  })
})

test('a notice about a payment without an order contains its reference and a link to the unmatched payments', async () => {
  const shop = await createShop(api, { locale: 'en' })
  const mailId = crypto.randomUUID()
  const details = { outcome: 'RESCUE', reason: 'UNKNOWN_REFERENCE', bank: null, reference: 'UNKNOWN-REF' }
  await executeInShop(
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
  expect(mail.subject).toContain('UNKNOWN-REF')
  expect(mail.text).toContain(`/${shop.slug}/unmatched-payments`)
  expect(mail.text?.replaceAll('\n', ' ')).toContain('The payment reference is unknown.')
  expect(headerOf(mail, 'x-triclic-order')).toBeUndefined()
})

test('the link to an order leads to the page configured by the shop, with the token in the URL fragment', async () => {
  const shop = await createShop(api)
  await executeInShop(
    api,
    shop,
    'update shop set order_page_url = $1 where id = $2',
    'https://shop.test/suivi',
    shop.id,
  )
  const { code, id } = await storeTestMail(api, shop, 'ORDER_CONFIRMATION')
  await requeueMails(worker.app)
  const mail = await smtp.wait(mailOf(code, 'order-confirmation'))
  const token = orderToken(api.app.env.orderTokenKeys, shop.id, id)
  expect(mail.text).toContain(`https://shop.test/suivi#${code}.${token}`)
})

test('names are escaped in the HTML part', async () => {
  const shop = await createShop(api)
  const { code, id } = await storeTestMail(api, shop, 'ORDER_CONFIRMATION')
  await executeInShop(
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
