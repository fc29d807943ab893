import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { address, buyerWithCart, orderInput, placeOrder } from '../../../test/checkout.ts'
import { saveDiscount } from '../../../test/discount.ts'
import { headersOf } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import type { WorkerContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { MailContent } from '../../mail/mail-content.ts'
import type { Mail } from '../../mail/mail.entity.ts'
import { renderHtml } from '../../mail/render-html.ts'
import { renderText } from '../../mail/render-text.ts'
import { DEFAULT_WORDING } from '../../mail/texts/mail-wording.ts'
import { loadShop } from '../../shop/load-shop.ts'
import { orderConfirmation } from './order-confirmation.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop(), 60_000)

async function confirmationOf(
  locale: 'fr' | 'en',
  input: Record<string, unknown> = {},
  existing?: TestShop,
): Promise<MailContent | null> {
  const testShop = existing ?? (await createShop(api, { locale }))
  const quantities = existing ? existing.variants.map(() => 1) : [2, 1]
  const { order } = await placeOrder(
    await buyerWithCart(api, testShop, quantities),
    orderInput(testShop, input),
  )
  const shop = await loadShop(api.app, testShop.id)
  const ctx = { app: api.app, shop, language: locale } as unknown as WorkerContext
  return inTransaction(ctx, (tx) => orderConfirmation(tx, { orderId: order?.id } as Mail, DEFAULT_WORDING))
}
const addressesIn = (mail: MailContent | null) => mail?.parts.filter(({ kind }) => kind === 'address')

test('shows the totals and the included tax, then the lines', async () => {
  const mail = await confirmationOf('en')
  expect(mail?.parts.filter(({ kind }) => kind === 'totals' || kind === 'lines')).toEqual([
    {
      kind: 'totals',
      sums: [
        ['Subtotal', '€45.00'],
        ['Delivery (Colissimo)', '€4.90'],
      ],
      total: ['Total', '€49.90'],
      taxes: [['VAT 20% included (on €41.58 without VAT)', '€8.32']],
    },
    {
      kind: 'lines',
      rows: [
        { name: 'Product 1', detail: '2 × €10.00', amount: '€20.00' },
        { name: 'Product 2', detail: '1 × €25.00', amount: '€25.00' },
      ],
    },
  ])
})

test('shows each discount at its line, in the totals and at the delivery', async () => {
  const shop = await createShop(api, { locale: 'fr', variants: [{ price: 1000 }] })
  const manager = await headersOf(api, shop, 'MANAGER')
  await saveDiscount(api, manager, { code: null, name: 'Soldes' })
  await saveDiscount(api, manager, {
    code: null,
    name: 'Port offert',
    kind: 'FREE_DELIVERY',
    basisPoints: null,
  })
  const mail = await confirmationOf('fr', {}, shop)
  expect(mail?.parts.filter(({ kind }) => kind === 'totals' || kind === 'lines')).toMatchObject([
    {
      sums: [
        ['Sous-total', '9,00\u00a0€'],
        ['Dont Soldes', '-1,00\u00a0€'],
        ['Livraison (Colissimo)', 'Offerte'],
        ['Dont Port offert', '-4,90\u00a0€'],
      ],
      total: ['Total TTC', '9,00\u00a0€'],
    },
    { rows: [{ detail: '1 × 10,00\u00a0€, Soldes -1,00\u00a0€', amount: '9,00\u00a0€' }] },
  ])
})

test.each([
  [50, null],
  [51, '… and 1 more'],
  [250, '… and 200 more'],
])(
  'of %i lines shows 50 at most, and stays below what mail programs cut',
  async (count, more) => {
    const shop = await createShop(api, {
      locale: 'en',
      variants: Array.from({ length: count }, () => ({ price: 100 })),
    })
    const mail = await confirmationOf('en', {}, shop)
    const html = mail ? renderHtml(mail) : ''
    expect(html.match(/Product \d+/g)).toHaveLength(Math.min(count, 50))
    expect(html.length).toBeLessThan(60_000)
    if (more) expect(html).toContain(more)
    else expect(html).not.toContain('more')
    expect(html.indexOf('>Total<')).toBeLessThan(html.indexOf('Product 1<'))
    const text = mail ? renderText(mail) : ''
    expect(text).toContain('Total: ')
    expect(text.indexOf('Total: ')).toBeLessThan(text.indexOf('Product 1'))
  },
  60_000,
)

test('breaks links in an address that a stranger may have written', async () => {
  const shippingAddress = {
    ...address,
    firstName: 'http://x.test',
    company: 'win@y.test',
    line1: 'www.z.test',
  }
  const [delivery] = addressesIn(await confirmationOf('en', { shippingAddress })) ?? []
  expect(delivery).toMatchObject({
    lines: ['http: //x. test Martin', 'win @ y. test', 'www. z. test', '75002 Paris', 'France'],
  })
})

test('shows one address when delivery and billing address are equal, with the country’s name', async () => {
  const lines = ['Camille Martin', '1 rue de la Paix', '75002 Paris', 'France']
  expect(addressesIn(await confirmationOf('fr'))).toEqual([
    { kind: 'address', title: 'Adresse de livraison et de facturation', lines },
  ])
})

test('shows both addresses when they differ, with the country in the language of the order', async () => {
  const shippingAddress = { ...address, company: 'Atelier', city: 'Berlin', countryCode: 'DE' }
  expect(addressesIn(await confirmationOf('en', { shippingAddress }))).toEqual([
    {
      kind: 'address',
      title: 'Delivery address',
      lines: ['Camille Martin', 'Atelier', '1 rue de la Paix', '75002 Berlin', 'Germany'],
    },
    {
      kind: 'address',
      title: 'Billing address',
      lines: ['Camille Martin', '1 rue de la Paix', '75002 Paris', 'France'],
    },
  ])
})
