import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { giveIdentity, invoicesOf, issueDueInvoices, recordTestRefund } from '../../test/invoice.ts'
import { invoicing } from '../../test/invoicing.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
let tools: ReturnType<typeof invoicing>
beforeAll(async () => {
  api = await startTestApi()
  tools = invoicing(api)
}, 60_000)
afterAll(() => api.stop())

describe('a credit note', () => {
  test('is issued for each refund, refers to the invoice, and returns its tax to the cent', async () => {
    const shop = await createShop(api, {
      variants: [{ price: 1999 }, { price: 333, taxCategory: 'FOOD' }],
    })
    await giveIdentity(api, shop)
    const placed = await tools.paidOrder(shop, [2, 3])
    await issueDueInvoices(api, shop)
    const [lamp, tea] = await tools.lineIdsOf(shop, placed.id)
    if (!lamp || !tea) throw new Error('no lines')
    await recordTestRefund(api, shop, placed.id, { lines: [{ id: lamp.id, quantity: 1, amount: 1999 }] })
    await recordTestRefund(api, shop, placed.id, { shipping: 490, other: 500 })
    await issueDueInvoices(api, shop)
    const rest = placed.total.amount - 1999 - 990
    await recordTestRefund(api, shop, placed.id, {
      lines: [
        { id: lamp.id, quantity: 1, amount: 1999 },
        { id: tea.id, quantity: 3, amount: rest - 1999 },
      ],
    })
    await issueDueInvoices(api, shop)
    const [invoice, ...notes] = await invoicesOf(api, shop)
    expect(notes.map(({ kind, total }) => [kind, total])).toEqual([
      ['CREDIT_NOTE', 1999],
      ['CREDIT_NOTE', 990],
      ['CREDIT_NOTE', rest],
    ])
    expect(notes.every(({ data }) => data.corrects?.number === invoice?.number)).toBe(true)
    expect(notes.reduce((sum, { tax_total }) => sum + tax_total, 0)).toBe(invoice?.tax_total)
    expect(notes[1]?.data.lines.map(({ name }) => name)).toContain('Livraison\u00a0: Colissimo')
  })

  test('waits for the invoice that it corrects', async () => {
    const shop = await tools.shopWithIdentity()
    await executeInShop(
      api,
      shop,
      `insert into invoice_settings (shop_id, issued_at, version) values ($1, 'SHIPMENT', gen_random_uuid())`,
      shop.id,
    )
    const placed = await tools.paidOrder(shop, [2])
    await recordTestRefund(api, shop, placed.id, { other: 100 })
    expect(await issueDueInvoices(api, shop)).toBe(0)
    await tools.ship(shop, placed.code)
    expect(await issueDueInvoices(api, shop)).toBe(2)
    expect((await invoicesOf(api, shop)).map(({ kind }) => kind)).toEqual(['INVOICE', 'CREDIT_NOTE'])
  })
})
