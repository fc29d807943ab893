import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { invoiceSource, type TestCategory } from '../../test/invoice-source.ts'
import { buildCreditNote, type RecordedRefund } from './build-credit-note.ts'
import { buildInvoice } from './build-invoice.ts'
import type { InvoiceData } from './invoice-data.ts'
import { unitPriceOf } from './net-amounts.ts'

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
const lineIds = Array.from({ length: 6 }, (_, index) => `line-${index}`)

const sources = fc
  .record({
    items: fc.array(
      fc.record({
        unitPrice: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 500_000 })),
        quantity: fc.integer({ min: 1, max: 200 }),
        taxCategory: fc.constantFrom<TestCategory>('STANDARD', 'FOOD', 'PRESS'),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    discounts: fc.array(
      fc.oneof(
        fc.record({
          id: fc.uuid(),
          label: fc.constant('PERCENT'),
          kind: fc.constant('PERCENTAGE' as const),
          basisPoints: fc.integer({ min: 0, max: 10_000 }),
          lineIds: fc.subarray(lineIds),
        }),
        fc.record({
          id: fc.uuid(),
          label: fc.constant('AMOUNT'),
          kind: fc.constant('AMOUNT' as const),
          amount: fc.nat({ max: 100_000 }),
          lineIds: fc.subarray(lineIds),
        }),
      ),
      { maxLength: 3 },
    ),
    shipping: fc.option(
      fc.record({
        price: fc.nat({ max: 5000 }),
        taxCategory: fc.constantFrom<TestCategory | null>(null, 'STANDARD', 'FOOD'),
      }),
    ),
  })
  .map((options) => invoiceSource(options))
  .filter((source) => source !== null)

/** Parts of what is wished for: thousandths of each line, of the delivery, and of the total. */
const wishes = fc.array(
  fc.record({
    lines: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 6 }),
    shipping: fc.integer({ min: 0, max: 1000 }),
    other: fc.integer({ min: 0, max: 300 }),
  }),
  { maxLength: 5 },
)

const documentsAgree = ({ lines, charges, taxes, totals }: InvoiceData): void => {
  const items = [...lines, ...charges]
  expect(sum(items.map(({ net }) => net))).toBe(totals.net)
  expect(sum(items.map(({ gross }) => gross))).toBe(totals.gross)
  expect(sum(taxes.map(({ base }) => base))).toBe(totals.net)
  expect(sum(taxes.map(({ tax }) => tax))).toBe(totals.tax)
  for (const { taxBasisPoints, base, tax } of taxes) {
    const ofRate = items.filter((item) => item.taxBasisPoints === taxBasisPoints)
    expect(sum(ofRate.map(({ net }) => net))).toBe(base)
    // BR-CO-17 with its tolerance: within a cent of base × rate.
    expect(Math.abs((base * taxBasisPoints) / 10_000 - tax)).toBeLessThanOrEqual(1.2)
    expect(Math.min(base, tax)).toBeGreaterThanOrEqual(0)
  }
}

describe('an invoice', () => {
  test('says exactly what the order cost, and its taxes by rate', () => {
    fc.assert(
      fc.property(sources, (source) => {
        const invoice = buildInvoice(source, {
          suppliedOn: null,
          paidOn: '2026-11-30',
          paid: source.order.total,
        })
        documentsAgree(invoice)
        expect(invoice.totals.gross).toBe(source.order.total)
        expect(
          invoice.taxes.filter(({ base, tax }) => base + tax > 0).map(({ base, tax }) => [base, tax]),
        ).toEqual(source.order.taxes.map(({ base, tax }) => [base, tax]))
        for (const line of invoice.lines)
          expect(line.beforeDiscounts - sum(line.discounts.map(({ amount }) => amount))).toBe(line.net)
      }),
    )
  })
})

describe('an invoice and its credit notes', () => {
  test('agree to the cent after any refunds: never more is credited than invoiced, and all of it once all is refunded', () => {
    fc.assert(
      fc.property(sources, wishes, (source, parts) => {
        const invoice = buildInvoice(source, {
          suppliedOn: null,
          paidOn: '2026-11-30',
          paid: source.order.total,
        })
        const notes: InvoiceData[] = []
        let refunded = 0
        const refund = (wish: Omit<RecordedRefund, 'amount'>): void => {
          const amount = sum([
            ...wish.lines.map((line) => line.amount),
            wish.shippingAmount,
            wish.otherAmount,
          ])
          if (amount === 0 || refunded + amount > source.order.total) return
          refunded += amount
          const note = buildCreditNote(source, invoice, { ...wish, amount }, notes, {
            paidOn: '2026-12-01',
            corrects: { number: 'F2026-00001', issuedOn: '2026-11-30' },
          })
          expect(note?.totals.gross).toBe(amount)
          if (note) documentsAgree(note)
          if (note) notes.push(note)
        }
        for (const { lines, shipping, other } of parts)
          refund({
            lines: source.lines.map(({ id, total }, index) => ({
              orderLineId: id,
              quantity: 1,
              amount: Math.floor((total * (lines[index] ?? 0)) / 1000),
            })),
            shippingAmount: Math.floor((source.order.shippingTotal * shipping) / 1000),
            otherAmount: Math.floor((source.order.total * other) / 1000),
          })
        refund({ lines: [], shippingAmount: 0, otherAmount: source.order.total - refunded })
        expect(sum(notes.map(({ totals }) => totals.gross))).toBe(source.order.total)
        for (const { taxBasisPoints, base, tax } of invoice.taxes) {
          const credited = notes
            .flatMap(({ taxes }) => taxes)
            .filter((each) => each.taxBasisPoints === taxBasisPoints)
          expect([sum(credited.map((each) => each.base)), sum(credited.map((each) => each.tax))]).toEqual([
            base,
            tax,
          ])
        }
      }),
    )
  })
})

describe('a unit price', () => {
  test('has as few decimals as its amount needs', () => {
    expect(unitPriceOf(2500, 3, 'EUR')).toBe('8.333')
    expect(unitPriceOf(2500, 2, 'EUR')).toBe('12.50')
    expect(unitPriceOf(0, 5, 'EUR')).toBe('0.00')
    expect(unitPriceOf(1000, 3, 'JPY')).toBe('333.3')
  })

  test('times the quantity is the amount, for every quantity that a line can have', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_147_483_647 }), fc.integer({ min: 1, max: 1000 }), (amount, quantity) => {
        const [whole = '', fraction = ''] = unitPriceOf(amount, quantity, 'EUR').split('.')
        const scale = 10n ** BigInt(fraction.length - 2)
        const product = BigInt(whole + fraction) * BigInt(quantity)
        expect((2n * product + scale) / (2n * scale)).toBe(BigInt(amount))
      }),
    )
  })
})
