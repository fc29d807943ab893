import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { own, ownedShop, preview } from '../../test/buyer-mail.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createMember, membershipHeaders, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'
import { headerOf, type TestSmtp } from '../../test/smtp.ts'
import { queryInShop } from '../../test/sql.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop())

describe('a preview', () => {
  test.each([
    'ORDER_CONFIRMATION',
    'PAYMENT_CONFIRMATION',
    'PAYMENT_REFUSED',
    'PAYMENT_REMINDER',
    'CARD_REQUEST',
    'PARCEL_SHIPPED',
    'READY_FOR_PICKUP',
    'PARCEL_DELIVERED',
    'BANK_PAYMENT_REQUEST',
    'TRANSFER_INSTRUCTIONS',
    'CHEQUE_INSTRUCTIONS',
    'REFUND',
  ])('of %s shows a text that is not saved, in the shop’s currency, and sends nothing', async (kind) => {
    const { shop, send } = await ownedShop(api, { currency: 'CHF' })
    const { preview: shown } = await preview(send, { subject: 'Total {total}' }, { kind })
    expect(shown?.subject).toMatch(/^Total [\d,]+\u00a0CHF$/)
    expect(shown?.html).toContain('Bonjour Camille')
    expect(shown?.text).toContain('Bonjour Camille')
    expect(`${shown?.html}${shown?.text}`).not.toMatch(/undefined|null|NaN|\[object/)
    expect(await queryInShop(api, shop, 'select id from mail where shop_id = $1', shop.id)).toEqual([])
  })

  test('escapes what the merchant writes', async () => {
    const { send } = await ownedShop(api, { name: '<b>Shop</b>' })
    const { preview: shown } = await preview(send, { introduction: '<script>x</script> {shop}' })
    expect(shown?.html).toContain('&lt;script&gt;x&lt;/script&gt; &lt;b&gt;Shop&lt;/b&gt;')
    expect(shown?.html).not.toContain('<script')
    expect(shown?.html).not.toContain('<b>')
  })
})

describe('a test mail', () => {
  const SEND_TEST = `mutation ($input: SampleMailInput!) { sendTestMail(input: $input) { sentTo userErrors { code } } }`
  const input = { kind: 'PAYMENT_REFUSED', language: 'FR', text: own }

  test('goes to the member who asks for it, marked in the subject, with the text that is not saved', async () => {
    const shop = await createShop(api)
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    const headers = await membershipHeaders(api, member, shop)
    const { data } = await merchant<{ sendTestMail: object }>(api, SEND_TEST, { input }, headers)
    expect(data.sendTestMail).toEqual({ sentTo: member.email, userErrors: [] })
    const mail = await smtp.wait((mails) =>
      mails.find(
        (each) => headerOf(each, 'x-triclic-mail') === 'test-mail' && each.text?.includes('À bientôt'),
      ),
    )
    expect(mail.subject).toBe('[Test] Merci pour EXEMPLE')
    expect([mail.to].flat()[0]?.text).toBe(member.email)
    expect(headerOf(mail, 'x-triclic-order')).toBeUndefined()
  })

  test('is refused after ten within an hour', async () => {
    const { shop, headers } = await ownedShop(api)
    const send = async () => (await merchant(api, SEND_TEST, { input }, headers)).errors?.[0]?.extensions.code
    for (let count = 1; count <= 10; count++) expect(await send()).toBeUndefined()
    expect(await send()).toBe('RATE_LIMITED')
    const mails = await queryInShop(api, shop, 'select id from mail where shop_id = $1', shop.id)
    expect(mails).toHaveLength(10)
  })
})
