import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../../test/api.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { mailOf } from '../../../test/mail.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import { insertTestOrder } from '../../../test/order.ts'
import { parcelRequests } from '../../../test/parcel.ts'
import { saveShippingMethod } from '../../../test/shipping.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import type { TestSmtp } from '../../../test/smtp.ts'
import { executeInShop, queryInShop } from '../../../test/sql.ts'

let isolated: IsolatedApi
let api: TestApi
let smtp: TestSmtp
let shop: TestShop
let manager: Record<string, string>
let requests: ReturnType<typeof parcelRequests>

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  smtp = isolated.smtp
  await isolated.startWorker()
  shop = await createShop(api, { variants: [{ stock: 10 }] })
  manager = await headersOf(api, shop, 'MANAGER')
  requests = parcelRequests(api, manager)
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

async function paidOrder(language: string, options: Parameters<typeof insertTestOrder>[2] = {}) {
  const order = await insertTestOrder(api, shop, { status: 'PAID', quantity: 2, ...options })
  await executeInShop(api, shop, 'update "order" set language = $1 where id = $2', language, order.id)
  return order
}

const plain = (text: string | undefined) => text?.replaceAll('\n', ' ') ?? ''

describe('the mail about a shipped parcel', () => {
  test.each([
    [
      'fr',
      [
        'Votre colis est en route',
        'Transporteur : Colissimo',
        'Suivre le colis',
        'Contenu du colis',
        '1 × Bol',
        'Adresse de livraison',
      ],
    ],
    [
      'en',
      [
        'Your parcel is on its way',
        'Carrier: Colissimo',
        'Track the parcel',
        'In this parcel',
        '1 × Bol',
        'Delivery address',
      ],
    ],
  ])('in %s names the carrier, the link and what is in it', async (language, texts) => {
    const { code, lineIds } = await paidOrder(language)
    await requests.send('shipParcel', {
      orderCode: code,
      lines: [{ lineId: lineIds[0], quantity: 1 }],
      carrier: 'COLISSIMO',
      trackingNumber: '6A12345678901',
    })
    const mail = await smtp.wait(mailOf(code, 'parcel-shipped'))
    expect(mail.subject).toContain(code)
    for (const text of [...texts, 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901'])
      expect(plain(mail.text)).toContain(text)
    expect(String(mail.html)).toContain(
      'href="https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901"',
    )
    expect(mail.text).not.toMatch(/undefined|null|NaN|\[object/)
  })

  test('without a carrier has no line for it', async () => {
    const { code } = await paidOrder('en')
    await requests.send('markShipped', { orderCode: code })
    const mail = await smtp.wait(mailOf(code, 'parcel-shipped'))
    expect(mail.text).not.toMatch(/Carrier|Tracking number|Track the parcel/)
  })

  test('has a corrected tracking number when it is sent again', async () => {
    const { id, code } = await paidOrder('en')
    const { parcels } = await requests.send('markShipped', { orderCode: code })
    await smtp.wait(mailOf(code, 'parcel-shipped'))
    await requests.send('changeParcel', {
      parcelId: parcels[0]?.id,
      carrier: 'GLS',
      trackingNumber: '12345678901',
    })
    const sql = "select id from mail where order_id = $1 and kind = 'PARCEL_SHIPPED' and status = 'SENT'"
    await expect.poll(() => queryInShop(api, shop, sql, id)).toHaveLength(1)
    const [sent] = await queryInShop<{ id: string }>(api, shop, sql, id)
    const resend = 'mutation ($id: ID!) { resendMail(mailId: $id) { userErrors { code } } }'
    await merchant(api, resend, { id: sent?.id }, manager)
    const mail = await smtp.wait((mails) =>
      mails.find((each) => mailOf(code, 'parcel-shipped')([each]) && each.text?.includes('12345678901')),
    )
    expect(mail.text).toContain('GLS')
  })

  test('is not sent for a parcel that was taken back before', async () => {
    const { id, code } = await paidOrder('en')
    await executeInShop(
      api,
      shop,
      `insert into mail (id, shop_id, order_id, kind, recipient, details) values (gen_random_uuid(), $1, $2, 'PARCEL_SHIPPED', 'a@b.test', $3)`,
      shop.id,
      id,
      JSON.stringify({ parcelId: crypto.randomUUID() }),
    )
    const [mail] = await queryInShop<{ id: string }>(api, shop, 'select id from mail where order_id = $1', id)
    const resend = 'mutation ($id: ID!) { resendMail(mailId: $id) { userErrors { code } } }'
    await merchant(api, resend, { id: mail?.id }, manager)
    await expect
      .poll(() => queryInShop(api, shop, 'select status from mail where order_id = $1', id))
      .toEqual([{ status: 'SKIPPED' }])
    expect(mailOf(code, 'parcel-shipped')(smtp.mails)).toBeUndefined()
  })
})

test.each([
  ['fr', ['Votre colis est livré', 'répondez à cet e-mail']],
  ['en', ['Your parcel was delivered', 'answer this email']],
])('the mail about a delivery in %s', async (language, texts) => {
  const { code } = await paidOrder(language)
  const { parcels } = await requests.send('markShipped', { orderCode: code })
  await requests.send('markParcelDelivered', { parcelId: parcels[0]?.id })
  const mail = await smtp.wait(mailOf(code, 'parcel-delivered'))
  for (const text of texts) expect(plain(mail.text)).toContain(text)
})

test.each([
  [
    'fr',
    [
      'Votre commande est prête',
      'Où la retirer',
      '3 rue du Four',
      '35000 Rennes',
      'Quand',
      'Du mardi au samedi',
    ],
  ],
  ['en', ['Your order is ready', 'Where to collect it', '3 rue du Four', 'When', 'Du mardi au samedi']],
])('the mail about an order to collect in %s says where and when', async (language, texts) => {
  const { method } = await saveShippingMethod(api, manager, {
    name: 'Retrait',
    kind: 'PICKUP',
    pickupAddress: '3 rue du Four\n35000 Rennes',
    openingHours: 'Du mardi au samedi',
  })
  const { code } = await paidOrder(language, { pickupPointId: method?.id ?? '' })
  await requests.send('markReadyForPickup', { orderCode: code })
  const mail = await smtp.wait(mailOf(code, 'ready-for-pickup'))
  for (const text of texts) expect(mail.text).toContain(text)
})
