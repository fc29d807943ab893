import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import {
  changeSettings,
  changeText,
  own,
  ownedShop,
  preview,
  TEXT_FIELDS,
  type MailText,
  type Send,
} from '../../test/buyer-mail.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { mailOf, storeTestMail } from '../../test/mail.ts'
import type { TestShop } from '../../test/shop.ts'
import type { TestSmtp } from '../../test/smtp.ts'
import { queryInShop } from '../../test/sql.ts'
import type { TestWorker } from '../../test/worker.ts'
import { requeueMails } from '../mail/requeue-mails.ts'
import { BUYER_MAIL_KINDS } from '../mail/texts/default-texts.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let worker: TestWorker
beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  worker = await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop())

/** The mail of this kind about a new order of the shop, as it arrives. */
async function receive(shop: TestShop, kind: string, language = 'fr') {
  const { code } = await storeTestMail(api, shop, kind, {}, language)
  await requeueMails(worker.app)
  return { code, mail: await smtp.wait(mailOf(code, kind.toLowerCase().replaceAll('_', '-'))) }
}
const oneLine = (text: string | undefined) => text?.replaceAll('\n', ' ') ?? ''

test('a shop has default texts of every mail in both languages', async () => {
  const { send } = await ownedShop(api)
  const { mailTexts } = await send<{ mailTexts: MailText[] }>(`{ mailTexts { ${TEXT_FIELDS} } }`)
  expect(mailTexts).toHaveLength(2 * BUYER_MAIL_KINDS.length)
  expect(mailTexts.every(({ isDefault }) => isDefault)).toBe(true)
  expect(mailTexts.find(({ kind }) => kind === 'PAYMENT_REMINDER')?.placeholders).toContain('deadline')
})

test('the worker sends the shop’s own text, with sender, reply-to and footer, in the order’s language', async () => {
  const { shop, send } = await ownedShop(api, { locale: 'fr' })
  const settings = {
    senderName: 'Les Bougies d’Ève',
    replyTo: 'eve@bougies.test',
    footerFr: 'Voir https://bougies.test/aide.',
  }
  expect((await changeSettings(send, settings)).userErrors).toEqual([])
  expect((await changeText(send)).userErrors).toEqual([])
  const { code, mail } = await receive(shop, 'ORDER_CONFIRMATION')
  expect(mail.from?.value).toEqual([{ address: 'no-reply@triclic.test', name: 'Les Bougies d’Ève' }])
  expect(mail.replyTo?.value[0]?.address).toBe('eve@bougies.test')
  expect(mail.subject).toBe(`Merci pour ${code}`)
  for (const text of ['Bonjour Camille', 'À bientôt', 'Sous-total', 'https://bougies.test/aide']) {
    expect(oneLine(mail.text)).toContain(text)
    expect(oneLine(String(mail.html))).toContain(text)
  }
  expect(String(mail.html)).toContain('<a href="https://bougies.test/aide"')
  const english = (await receive(shop, 'ORDER_CONFIRMATION', 'en')).mail
  expect(english.subject).toContain('Confirmation of your order')
  expect(oneLine(english.text)).not.toContain('bougies.test/aide')
})

test('the audit log tells that a footer was changed, but not its text', async () => {
  const { shop, send } = await ownedShop(api)
  await changeSettings(send, { senderName: 'Eve', footerFr: 'Ouvert le lundi' })
  const entries = await queryInShop<{ subject: string }>(
    api,
    shop,
    "select subject from audit_entry where shop_id = $1 and action = 'changeMailSettings'",
    shop.id,
  )
  expect(entries).toEqual([{ subject: 'senderName: – → Eve; footerFr' }])
})

test('going back to the default text, or typing it, stores nothing', async () => {
  const { shop, send } = await ownedShop(api)
  const { text } = await changeText(send)
  expect(text).toMatchObject({ ...own, isDefault: false })
  const reset = await send<{ resetMailText: { text: MailText } }>(
    `mutation ($version: String) { resetMailText(kind: ORDER_CONFIRMATION, language: FR, version: $version) { text { ${TEXT_FIELDS} } } }`,
    { version: text?.version },
  )
  const defaults = reset.resetMailText.text
  expect(defaults).toMatchObject({ isDefault: true, subject: defaults.default.subject })
  await changeText(send)
  const { subject, introduction, closing } = defaults
  expect((await changeText(send, { subject, introduction, closing })).text).toMatchObject({ isDefault: true })
  expect(await queryInShop(api, shop, 'select kind from mail_text where shop_id = $1', shop.id)).toEqual([])
  const actions = await queryInShop<{ action: string }>(
    api,
    shop,
    "select action from audit_entry where shop_id = $1 and action like '%MailText' order by at, id",
    shop.id,
  )
  expect(actions.map(({ action }) => action)).toEqual([
    'changeMailText',
    'resetMailText',
    'changeMailText',
    'resetMailText',
  ])
})

describe('a text is refused', () => {
  let send: Send
  beforeAll(async () => ({ send } = await ownedShop(api)))

  test.each<[string, object, string]>([
    ['without a subject', { subject: ' ' }, 'REQUIRED text.subject'],
    ['that is too long', { introduction: 'x'.repeat(2001) }, 'TEXT_TOO_LONG text.introduction'],
    ['with an unencrypted link', { closing: 'http://shop.test' }, 'MAIL_LINK_INSECURE text.closing'],
    ['with a script as link', { closing: 'javascript:alert(1)' }, 'MAIL_LINK_INSECURE text.closing'],
    ['with a card number', { closing: '4111 1111 1111 1111' }, 'CARD_NUMBER_NOT_ALLOWED text.closing'],
    ['with an unknown placeholder', { subject: '{iban}' }, 'MAIL_PLACEHOLDER_UNKNOWN text.subject'],
    [
      'with the placeholder of another mail',
      { subject: '{deadline}' },
      'MAIL_PLACEHOLDER_UNKNOWN text.subject',
    ],
  ])('%s', async (_what, text, expected) => {
    const stored = await changeText(send, text)
    expect(stored.text).toBeNull()
    expect(stored.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`)).toEqual([expected])
    expect((await preview(send, text)).userErrors).toEqual(stored.userErrors)
  })

  test('a word before a colon, as in “Your data: …”, is not taken for a link', async () => {
    expect((await changeText(send, { closing: 'Your data: https://shop.test/privacy' })).userErrors).toEqual(
      [],
    )
  })

  test('naming the unknown placeholder', async () => {
    const [error] = (await changeText(send, { subject: '{iban}' })).userErrors
    expect(error?.message).toContain('{iban}')
  })
})

describe('a sender is refused that would add to the header', () => {
  let send: Send
  beforeAll(async () => ({ send } = await ownedShop(api)))

  test.each<[string, object, string]>([
    ['a line break', { senderName: 'Eve\r\nBcc: all@x.test' }, 'SENDER_NAME_INVALID senderName'],
    ['a comma', { senderName: 'Eve, Bob' }, 'SENDER_NAME_INVALID senderName'],
    ['an address', { senderName: 'Eve <eve@x.test>' }, 'SENDER_NAME_INVALID senderName'],
    ['a change of direction', { senderName: 'Eve\u202eknab' }, 'SENDER_NAME_INVALID senderName'],
    ['two addresses', { replyTo: 'a@x.test, b@x.test' }, 'INVALID_EMAIL replyTo'],
    ['a line break in the address', { replyTo: 'a@x.test\r\nBcc: b@x.test' }, 'INVALID_EMAIL replyTo'],
    ['letters that mail servers cannot write', { replyTo: 'ève@x.test' }, 'INVALID_EMAIL replyTo'],
  ])('%s', async (_what, input, expected) => {
    const { settings, userErrors } = await changeSettings(send, input)
    expect(settings).toBeNull()
    expect(userErrors.map(({ code, field }) => `${code} ${field.join('.')}`)).toEqual([expected])
  })
})

test('a change that is based on an outdated version is refused', async () => {
  const { send } = await ownedShop(api)
  const version = (await changeText(send)).text?.version
  await changeText(send, { closing: 'Other' })
  expect((await changeText(send, { closing: 'Third' }, { version })).userErrors).toMatchObject([
    { code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] },
  ])
  const outdated = (await changeSettings(send, { senderName: 'Eve' })).settings?.version
  await changeSettings(send, { senderName: 'Adam' })
  expect((await changeSettings(send, { senderName: 'Abel', version: outdated })).userErrors).toMatchObject([
    { code: 'SETTINGS_CHANGED_MEANWHILE' },
  ])
})
