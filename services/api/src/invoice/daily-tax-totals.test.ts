import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { address } from '../../test/checkout.ts'
import { giveIdentity, invoicesOf, issueDueInvoices, recordTestRefund } from '../../test/invoice.ts'
import { invoicing } from '../../test/invoicing.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let order: { id: string; code: string; token: string; total: { amount: number } }
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [{ price: 1999 }, { price: 333, taxCategory: 'FOOD' }] })
  await giveIdentity(api, shop)
  order = await paidOrder({ ...address, lastName: '=cmd|Martin' })
  await issueDueInvoices(api, shop)
  await recordTestRefund(api, shop, order.id, { other: 600 })
  await issueDueInvoices(api, shop)
  owner = await headersOf(api, shop, 'OWNER')
}, 60_000)
afterAll(() => api.stop())

const paidOrder = (billingAddress: object) => invoicing(api).paidOrder(shop, [1, 2], { billingAddress })

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers })
/** Wide enough for the shop's time zone. */
const period = `since=${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}&until=${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}`

describe('daily totals for e-reporting', () => {
  const QUERY = `query ($since: LocalDate!, $until: LocalDate!) { dailyTaxTotals(since: $since, until: $until) {
    day taxBasisPoints base { amount } tax { amount } invoiceCount creditNoteCount } }`

  test('add up the sales to consumers by rate, take credit notes off, and leave businesses out', async () => {
    const company = await paidOrder({ ...address, company: 'Kerzen SARL' })
    await issueDueInvoices(api, shop)
    const documents = (await invoicesOf(api, shop)).filter(({ data }) => data.order.code !== company.code)
    const [since = '', until = ''] = period.split('&').map((part) => part.split('=')[1])
    const { data } = await merchant<{
      dailyTaxTotals: {
        taxBasisPoints: number
        base: { amount: number }
        tax: { amount: number }
        invoiceCount: number
        creditNoteCount: number
      }[]
    }>(api, QUERY, { since, until }, await headersOf(api, shop, 'VIEWER'))
    for (const rate of [550, 2000]) {
      const of = (what: 'base' | 'tax') =>
        documents
          .flatMap(({ kind, data: { taxes } }) =>
            taxes
              .filter(({ taxBasisPoints }) => taxBasisPoints === rate)
              .map((tax) => (kind === 'INVOICE' ? tax[what] : -tax[what])),
          )
          .reduce((sum, amount) => sum + amount, 0)
      expect(data.dailyTaxTotals.find(({ taxBasisPoints }) => taxBasisPoints === rate)).toMatchObject({
        base: { amount: of('base') },
        tax: { amount: of('tax') },
        invoiceCount: 1,
        creditNoteCount: 1,
      })
    }
    const csv = await (
      await get(`/merchant/exports/tax-totals?${period}`, { ...owner, 'accept-language': 'en' })
    ).text()
    expect(csv.split('\r\n')).toHaveLength(data.dailyTaxTotals.length + 2)
  })

  test('are refused for more than a year', async () => {
    const { errors } = await merchant(api, QUERY, { since: '2024-01-01', until: '2026-01-01' }, owner)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})
