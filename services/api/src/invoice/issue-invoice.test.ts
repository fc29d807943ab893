import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createCertificationScenario } from '../../test/certification.ts'
import { address } from '../../test/checkout.ts'
import { connectAsWorker, timelineOf } from '../../test/events.ts'
import { giveIdentity, invoicesOf, issueDueInvoices } from '../../test/invoice.ts'
import { invoicing, thisYear } from '../../test/invoicing.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { TEST_BUSINESS } from '../../test/test-business.ts'
import { createShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { loadShop } from '../shop/load-shop.ts'
import { issueInvoice, issueInvoices } from './issue-invoice.ts'
import type { WorkerApp } from '../app/context.ts'

let api: TestApi
let tools: ReturnType<typeof invoicing>
beforeAll(async () => {
  api = await startTestApi()
  tools = invoicing(api)
}, 60_000)
afterAll(() => api.stop())

describe('an invoice', () => {
  test('is issued once an order is paid, with everything that it has to say, and stands in the timeline', async () => {
    const scenario = await createCertificationScenario(api)
    const { shop } = scenario
    await giveIdentity(api, shop)
    const placed = await scenario.placeOrderWithCard()
    expect(await issueDueInvoices(api, shop)).toBe(0)
    await scenario.certify(placed, { authorizationNumber: 'A1B2C3' })
    expect(await issueDueInvoices(api, shop)).toBe(1)
    expect(await issueDueInvoices(api, shop)).toBe(0)
    const [invoice, ...others] = await invoicesOf(api, shop)
    expect(others).toEqual([])
    expect(invoice).toMatchObject({ kind: 'INVOICE', number: `F${thisYear}-00001`, total: placed.total })
    expect(invoice?.data).toMatchObject({
      layout: 1,
      language: 'fr',
      isBilingual: false,
      currency: 'EUR',
      order: { code: placed.code },
      seller: {
        legalName: TEST_BUSINESS.legalName,
        vatNumber: TEST_BUSINESS.vatNumber,
        registry: 'RCS Paris',
      },
      buyer: { address: { lastName: 'Martin', city: 'Paris' }, vatNumber: null },
      deliverTo: null,
      suppliedOn: null,
      exemption: null,
      mentions: ['Nature de l’opération\u00a0: livraison de biens'],
      totals: { gross: placed.total },
    })
    expect(await timelineOf(api, shop, placed.code)).toContainEqual({
      kind: 'INVOICE_ISSUED',
      by: 'system',
      message: `Facture F${thisYear}-00001 émise`,
    })
  })

  test('agrees to the cent with the order’s total and its tax by rate', async () => {
    const shop = await createShop(api, {
      variants: [
        { price: 1999, taxCategory: 'STANDARD' },
        { price: 333, taxCategory: 'FOOD' },
        { price: 777, taxCategory: 'BOOKS' },
      ],
    })
    await giveIdentity(api, shop)
    const placed = await tools.paidOrder(shop, [3, 7, 1])
    await issueDueInvoices(api, shop)
    const [invoice] = await invoicesOf(api, shop)
    const [stored] = await queryInShop<{ taxes: object[]; tax_total: number; total: number }>(
      api,
      shop,
      'select taxes, tax_total, total from "order" where code = $1',
      placed.code,
    )
    expect(invoice).toMatchObject({ total: stored?.total, tax_total: stored?.tax_total })
    expect(invoice?.data.taxes).toMatchObject(stored?.taxes ?? [])
    const { lines = [], charges = [], totals } = invoice?.data ?? {}
    const sum = (items: { net: number; gross: number }[], of: 'net' | 'gross') =>
      items.reduce((total, item) => total + item[of], 0)
    expect(sum(lines, 'net') + sum(charges, 'net')).toBe(totals?.net)
    expect(sum(lines, 'gross') + sum(charges, 'gross')).toBe(totals?.gross)
  })

  test('waits until the shop has entered who sells, and its VAT number if it charges VAT', async () => {
    const shop = await createShop(api)
    const placed = await tools.paidOrder(shop)
    const blocked = async () =>
      (
        await merchant<{ blockedInvoices: { orderCode: string; wait: string }[] }>(
          api,
          '{ blockedInvoices { orderCode wait } }',
          {},
          await headersOf(api, shop, 'VIEWER'),
        )
      ).data.blockedInvoices
    expect(await issueDueInvoices(api, shop)).toBe(0)
    expect(await blocked()).toEqual([{ orderCode: placed.code, wait: 'BUSINESS_IDENTITY' }])
    await giveIdentity(api, shop, { vatNumber: null })
    expect(await issueDueInvoices(api, shop)).toBe(0)
    expect(await blocked()).toEqual([{ orderCode: placed.code, wait: 'VAT_NUMBER' }])
    await giveIdentity(api, shop)
    expect(await issueDueInvoices(api, shop)).toBe(1)
    expect(await blocked()).toEqual([])
  })

  test('of a business that owes no VAT needs no VAT number, and says why in the words of the law', async () => {
    const shop = await tools.shopWithIdentity({ vatNumber: null })
    await executeInShop(api, shop, 'update shop set is_small_business = true where id = $1', shop.id)
    await tools.paidOrder(shop)
    expect(await issueDueInvoices(api, shop)).toBe(1)
    const [invoice] = await invoicesOf(api, shop)
    expect(invoice?.data.exemption).toEqual({
      code: 'VATEX-FR-FRANCHISE',
      text: 'TVA non applicable, article 293 B du CGI',
    })
    expect(invoice?.data.mentions).toContain('TVA non applicable, article 293 B du CGI')
  })

  test('is issued at the shipment if the shop chose so, with the date of supply', async () => {
    const shop = await tools.shopWithIdentity()
    const headers = await headersOf(api, shop, 'OWNER')
    const { data } = await merchant<{ changeInvoiceSettings: { userErrors: object[] } }>(
      api,
      `mutation ($input: ChangeInvoiceSettingsInput!) { changeInvoiceSettings(input: $input) { userErrors { code } } }`,
      { input: { issuedAt: 'SHIPMENT', invoicePrefix: 'FA-', creditNotePrefix: 'AV-', vatOnDebits: true } },
      headers,
    )
    expect(data.changeInvoiceSettings.userErrors).toEqual([])
    const placed = await tools.paidOrder(shop)
    expect(await issueDueInvoices(api, shop)).toBe(0)
    await tools.ship(shop, placed.code)
    expect(await issueDueInvoices(api, shop)).toBe(1)
    const [invoice] = await invoicesOf(api, shop)
    expect(invoice?.number).toBe(`FA-${thisYear}-00001`)
    expect(invoice?.data.suppliedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(invoice?.data.mentions).toContain('Option pour le paiement de la taxe d’après les débits')
  })

  test('of an intra-Community supply waits for the shipment, whatever the shop chose', async () => {
    const shop = await tools.shopWithIdentity()
    await executeInShop(
      api,
      shop,
      `insert into vat_check (shop_id, id, number, country, checked_on, reference)
       values ($1, gen_random_uuid(), 'DE129273398', 'DE', current_date, 'WAPIAAAA')`,
      shop.id,
    )
    const placed = await tools.paidOrder(
      shop,
      [1],
      {
        vatNumber: 'DE129273398',
        billingAddress: {
          ...address,
          company: 'Kerzen GmbH',
          countryCode: 'DE',
          postalCode: '10115',
          city: 'Berlin',
        },
      },
      'en',
    )
    expect(await issueDueInvoices(api, shop)).toBe(0)
    await tools.ship(shop, placed.code)
    expect(await issueDueInvoices(api, shop)).toBe(1)
    const [invoice] = await invoicesOf(api, shop)
    expect(invoice?.data.lines[0]?.category).toBe('K')
    expect(invoice?.data.isBilingual).toBe(true)
    expect(invoice?.data.mentions.slice(0, 4)).toEqual([
      'Exonération de TVA, article 262 ter I du CGI',
      'VAT exempt: article 262 ter I of the French tax code (CGI)',
      'Nature de l’opération\u00a0: livraison de biens',
      'Nature of the operation: sale of goods',
    ])
    expect(invoice?.data.mentions.at(-1)).toContain('a fixed 40\u00a0€')
  })

  test('is issued once by any number of processes at the same time', async () => {
    const shop = await tools.shopWithIdentity()
    const placed = await tools.paidOrder(shop)
    const app = await connectAsWorker(api)
    const loaded = await loadShop(app, shop.id)
    if (!loaded) throw new Error('no shop')
    const results = await Promise.all(
      Array.from({ length: 8 }, () => issueInvoice({ app, shop: loaded, language: 'fr' }, placed.id)),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(await invoicesOf(api, shop)).toHaveLength(1)
  })

  test('is issued by the scheduled task, also for an order of which a failure left it waiting', async () => {
    const shop = await tools.shopWithIdentity()
    const [good, bad] = [await tools.paidOrder(shop), await tools.paidOrder(shop)]
    await executeInShop(api, shop, `update "order" set taxes = '[]' where code = $1`, bad.code)
    const app = await connectAsWorker(api)
    await issueInvoices(app as WorkerApp)
    expect((await invoicesOf(api, shop)).map(({ data }) => data.order.code)).toEqual([good.code])
    const waiting = await queryInShop<{ id: string }>(api, shop, 'select id from invoice_due')
    expect(waiting).toEqual([{ id: bad.id }])
  })

  test('of an order that was never paid does not exist', async () => {
    const shop = await tools.shopWithIdentity()
    const placed = await tools.order(shop)
    await merchant(
      api,
      'mutation ($code: String!) { cancelOrder(orderCode: $code) { userErrors { code } } }',
      { code: placed.code },
      await headersOf(api, shop, 'OWNER'),
    )
    expect(await issueDueInvoices(api, shop)).toBe(0)
    expect(await queryInShop(api, shop, 'select id from invoice_due')).toEqual([])
  })
})
