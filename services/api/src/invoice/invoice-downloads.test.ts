import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { address } from '../../test/checkout.ts'
import { newBuyer } from '../../test/buyer.ts'
import {
  giveIdentity,
  invoicesOf,
  issueDueInvoices,
  recordTestRefund,
  type IssuedInvoice,
} from '../../test/invoice.ts'
import { invoicing } from '../../test/invoicing.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { readZip } from '../../test/read-zip.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'
import { invoiceUrl } from './invoice-url.ts'

let api: TestApi
let shop: TestShop
let other: TestShop
let order: { id: string; code: string; token: string; total: { amount: number } }
let invoice: IssuedInvoice
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ price: 1999 }, { price: 333, taxCategory: 'FOOD' }] })
  other = await createShop(api)
  await giveIdentity(api, shop)
  order = await paidOrder({ ...address, lastName: '=cmd|Martin' })
  await issueDueInvoices(api, shop)
  await recordTestRefund(api, shop, order.id, { other: 600 })
  await issueDueInvoices(api, shop)
  invoice = (await invoicesOf(api, shop))[0] as IssuedInvoice
  owner = await headersOf(api, shop, 'OWNER')
}, 60_000)
afterAll(() => api.stop())

const paidOrder = (billingAddress: object) => invoicing(api).paidOrder(shop, [1, 2], { billingAddress })

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers })
const today = new Date().toISOString().slice(0, 10)
/** Wide enough for the shop's time zone. */
const period = `since=${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}&until=${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}`

describe('a buyer', () => {
  const invoicesQuery = `query ($code: String!, $token: String!) { order(code: $code, token: $token) { invoices { number kind issuedAt url } } }`
  const urlOf = async () => {
    const { data } = await newBuyer(api, shop).request<{
      order: { invoices: { number: string; kind: string; url: string }[] }
    }>(invoicesQuery, { code: order.code, token: order.token })
    return data.order.invoices
  }

  test('downloads the invoice and the credit note of the order by their URLs, which never are cached', async () => {
    const invoices = await urlOf()
    expect(invoices.map(({ kind }) => kind)).toEqual(['INVOICE', 'CREDIT_NOTE'])
    for (const { url, number } of invoices) {
      expect(url).not.toContain(order.token)
      const path = new URL(url)
      const response = await get(path.pathname + path.search)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/pdf')
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${number}.pdf"`)
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 8)
          .toString(),
      ).toBe('%PDF-1.7')
    }
  })

  test('needs the token of the order to get them', async () => {
    const { data } = await newBuyer(api, shop).request<{ order: null }>(invoicesQuery, {
      code: order.code,
      token: 'wrong',
    })
    expect(data.order).toBeNull()
  })

  test('is refused with a signature of another document, another shop, a later end, an earlier one, or none', async () => {
    const { orderTokenKeys } = api.app.env
    const signed = (shopId: string, id: string, now = new Date()) => {
      const url = new URL(invoiceUrl({ apiUrl: api.url, orderTokenKeys }, { shopId, id, number: 'F' }, now))
      return { path: url.pathname, search: url.search, query: url.searchParams }
    }
    const right = signed(shop.id, invoice.id)
    const note = (await invoicesOf(api, shop))[1]
    const later = new URLSearchParams(right.query)
    later.set('expires', String(Number(right.query.get('expires')) + 1))
    const paths = [
      `${right.path}${signed(shop.id, note?.id ?? '').search}`,
      `${signed(other.id, invoice.id).path}${right.search}`,
      `${signed(other.id, invoice.id).path}${signed(other.id, invoice.id).search}`,
      `${right.path}?${later}`,
      `${right.path}${signed(shop.id, invoice.id, new Date(Date.now() - 86_500_000)).search}`,
      right.path,
      `/invoices/${shop.id}/not-an-id/F.pdf${right.search}`,
      `/invoices/%00/${invoice.id}/F.pdf${right.search}`,
      `${right.path}?expires=NaN&signature=%ED%A0%80`,
    ]
    expect((await get(right.path + right.search)).status).toBe(200)
    for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, 404])
  })

  test('of a closed shop still gets the invoice', async () => {
    const [first] = await urlOf()
    const url = new URL(first?.url ?? '')
    await executeInShop(api, shop, `update shop set status = 'CLOSED' where id = $1`, shop.id)
    try {
      expect((await get(url.pathname + url.search)).status).toBe(200)
    } finally {
      await executeInShop(api, shop, `update shop set status = 'ACTIVE' where id = $1`, shop.id)
    }
  })
})

describe('a member', () => {
  test('downloads a document, as long as the role may know who the buyers are', async () => {
    const path = `/merchant/invoices/${invoice.id}`
    const response = await get(path, owner)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect((await get(path)).status).toBe(401)
    expect((await get(path, await headersOf(api, shop, 'VIEWER'))).status).toBe(403)
    expect((await get(path, await headersOf(api, other, 'OWNER'))).status).toBe(404)
    expect((await get('/merchant/invoices/not-an-id', owner)).status).toBe(404)
  })

  test('sees the list, and on the order what is issued and what waits', async () => {
    const { data } = await merchant<{
      invoices: {
        nodes: { number: string; orderCode: string; buyer: string; kind: string }[]
        totalCount: number
      }
      order: { invoices: { number: string }[]; waitingInvoices: object[] }
    }>(
      api,
      `query ($code: String!) { invoices(filter: { kind: INVOICE }) { nodes { number kind orderCode buyer } totalCount }
        order(code: $code) { invoices { number } waitingInvoices { wait } } }`,
      { code: order.code },
      owner,
    )
    expect(data.invoices.nodes).toEqual([
      { number: invoice.number, kind: 'INVOICE', orderCode: order.code, buyer: 'Camille =cmd|Martin' },
    ])
    expect(data.invoices.totalCount).toBe(1)
    expect(data.order.invoices).toHaveLength(2)
    expect(data.order.waitingInvoices).toEqual([])
  })

  test('does not see who bought without the permission', async () => {
    const { data } = await merchant<{ invoices: { nodes: { buyer: string }[] } }>(
      api,
      '{ invoices { nodes { buyer } } }',
      {},
      await headersOf(api, shop, 'VIEWER'),
    )
    expect(data.invoices.nodes.map(({ buyer }) => buyer)).toEqual(['', ''])
  })

  test('is told when a prefix cannot begin a number, or somebody else has changed the settings', async () => {
    const change = async (input: object) =>
      (
        await merchant<{
          changeInvoiceSettings: { settings: { version: string } | null; userErrors: object[] }
        }>(
          api,
          `mutation ($input: ChangeInvoiceSettingsInput!) { changeInvoiceSettings(input: $input) { settings { version } userErrors { code field } } }`,
          {
            input: {
              issuedAt: 'PAYMENT',
              invoicePrefix: 'F',
              creditNotePrefix: 'A',
              vatOnDebits: false,
              ...input,
            },
          },
          await headersOf(api, other, 'OWNER'),
        )
      ).data.changeInvoiceSettings
    for (const invoicePrefix of ['', '9', 'F1', 'ABCDEFGHI', 'É', '-F'])
      expect((await change({ invoicePrefix })).userErrors).toEqual([
        { code: 'INVOICE_PREFIX_INVALID', field: ['invoicePrefix'] },
      ])
    const saved = await change({ vatOnDebits: true, version: 'initial' })
    expect(saved.userErrors).toEqual([])
    expect((await change({ vatOnDebits: false, version: 'initial' })).userErrors).toEqual([
      { code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] },
    ])
    expect((await change({ invoicePrefix: ' fa- ', version: saved.settings?.version })).userErrors).toEqual(
      [],
    )
  })
})

describe('the archive of a period', () => {
  test('holds every PDF, and a journal in the reader’s language that no formula runs in', async () => {
    const response = await get(`/merchant/exports/invoices?${period}`, { ...owner, 'accept-language': 'fr' })
    expect(response.headers.get('content-type')).toBe('application/zip')
    const files = await readZip(Buffer.from(await response.arrayBuffer()))
    const numbers = (await invoicesOf(api, shop)).map(({ number }) => number)
    expect([...files.keys()]).toEqual([...numbers.map((number) => `${number}.pdf`), 'journal.csv'])
    expect(files.get(`${numbers[0]}.pdf`)?.subarray(0, 5).toString()).toBe('%PDF-')
    const rows = (files.get('journal.csv')?.toString() ?? '')
      .replace(/\r\n$/, '')
      .split('\r\n')
      .map((row) => row.replaceAll('"', '').split(';'))
    expect(rows[0]?.slice(0, 3)).toEqual(['\ufeffNuméro', 'Type', 'Date'])
    const invoiced = rows.filter(([number]) => number === numbers[0])
    const total = invoiced.reduce((sum, row) => sum + Math.round(Number(row[11]?.replace(',', '.')) * 100), 0)
    expect(total).toBe(order.total.amount)
    const credited = rows.filter(([number]) => number === numbers[1])
    expect(credited.reduce((sum, row) => sum + Math.round(Number(row[11]?.replace(',', '.')) * 100), 0)).toBe(
      -600,
    )
    expect(rows.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([])
  })

  test.each(['', `since=${today}`, 'since=2026-02-30&until=2026-03-01', 'since=2026-02-02&until=2026-02-01'])(
    'is refused for the period %j',
    async (query) => expect((await get(`/merchant/exports/invoices?${query}`, owner)).status).toBe(400),
  )

  test('is empty but for its journal for another shop', async () => {
    const response = await get(`/merchant/exports/invoices?${period}`, await headersOf(api, other, 'OWNER'))
    expect([...(await readZip(Buffer.from(await response.arrayBuffer()))).keys()]).toEqual(['journal.csv'])
  })
})
