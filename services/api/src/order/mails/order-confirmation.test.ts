import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { address, buyerWithCart, orderInput, placeOrder } from '../../../test/checkout.ts'
import { createShop } from '../../../test/shop.ts'
import type { WorkerContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { MailContent } from '../../mail/mail-content.ts'
import type { Mail } from '../../mail/mail.entity.ts'
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
): Promise<MailContent | null> {
  const testShop = await createShop(api, { locale })
  const { order } = await placeOrder(await buyerWithCart(api, testShop, [2, 1]), orderInput(testShop, input))
  const shop = await loadShop(api.app, testShop.id)
  const ctx = { app: api.app, shop, language: locale } as unknown as WorkerContext
  return inTransaction(ctx, (tx) => orderConfirmation(tx, { orderId: order?.id } as Mail))
}
const addressesIn = (mail: MailContent | null) => mail?.parts.filter(({ kind }) => kind === 'address')

test('lists the lines, the totals and the included tax', async () => {
  const mail = await confirmationOf('en')
  expect(mail?.parts.find(({ kind }) => kind === 'lines')).toMatchObject({
    rows: [
      { name: 'Product 1', detail: 'Standard, 2 × €10.00', amount: '€20.00' },
      { name: 'Product 2', detail: 'Standard, 1 × €25.00', amount: '€25.00' },
    ],
    sums: [
      ['Subtotal', '€45.00'],
      ['Delivery (Colissimo)', '€4.90'],
    ],
    total: ['Total', '€49.90'],
    includedTax: ['Tax included', '€8.32'],
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
