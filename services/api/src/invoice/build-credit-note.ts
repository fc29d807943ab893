import { allocate } from '@triclic/money'
import { describeParties } from './describe-parties.ts'
import type { InvoiceData, InvoiceLine, InvoiceTax } from './invoice-data.ts'
import type { InvoiceSource } from './invoice-source.ts'
import { invoiceText } from './invoice-texts.ts'
import { netOf, splitNet, unitPriceOf } from './net-amounts.ts'

/** A refund, as it was recorded. Amounts in minor units, tax included. */
export interface RecordedRefund {
  amount: number
  shippingAmount: number
  /** What belongs neither to a line nor to the delivery. */
  otherAmount: number
  lines: readonly { orderLineId: string; quantity: number; amount: number }[]
}

/** A document that was issued before, as far as it counts for those that follow. */
export type Credited = Pick<InvoiceData, 'taxes' | 'lines'>

/** What is credited, before it is known how much of it is tax. */
interface Credit {
  orderLineId: string | null
  name: string
  sku: string | null
  quantity: number
  gross: number
  taxBasisPoints: number
}

/**
 * The credit note of a refund. The sum of all credit notes of an invoice is never more than the invoice, in total and at each rate; those of a full
 * refund, in however many parts, return exactly its amounts and its tax. Null if nothing of the invoice is left to credit.
 * @param earlier credit notes of the same invoice
 */
export function buildCreditNote(
  source: InvoiceSource,
  invoice: Pick<InvoiceData, 'taxes' | 'lines' | 'charges' | 'suppliedOn'>,
  refund: RecordedRefund,
  earlier: readonly Credited[],
  { paidOn, corrects }: { paidOn: string; corrects: NonNullable<InvoiceData['corrects']> },
): InvoiceData | null {
  const credited = creditedByRate(earlier)
  const left = new Map(
    invoice.taxes.map(({ taxBasisPoints, base, tax }) => [
      taxBasisPoints,
      base + tax - (credited.get(taxBasisPoints) ?? 0),
    ]),
  )
  const credits = chooseCredits(source, invoice, refund, earlier, left)
  if (credits.length === 0) return null

  const lines: InvoiceLine[] = []
  const taxes: InvoiceTax[] = []
  for (const { taxBasisPoints, category } of invoice.taxes) {
    const ofRate = credits.filter((credit) => credit.taxBasisPoints === taxBasisPoints)
    if (ofRate.length === 0) continue
    const before = credited.get(taxBasisPoints) ?? 0
    const gross = ofRate.reduce((sum, credit) => sum + credit.gross, 0)
    // From the running total, so that the last of several credit notes returns the cents that rounding has left.
    const base = netOf(before + gross, taxBasisPoints) - netOf(before, taxBasisPoints)
    const nets = splitNet(
      base,
      ofRate.map((credit) => credit.gross),
    )
    taxes.push({ taxBasisPoints, category, base, tax: gross - base })
    lines.push(...ofRate.map((credit, index) => toLine(credit, nets[index] ?? 0, category, source)))
  }
  const net = taxes.reduce((sum, { base }) => sum + base, 0)
  const tax = taxes.reduce((sum, { tax: amount }) => sum + amount, 0)
  return {
    ...describeParties(source),
    kind: 'CREDIT_NOTE',
    suppliedOn: invoice.suppliedOn,
    paidOn,
    lines,
    charges: [],
    taxes,
    totals: { net, tax, gross: net + tax },
    corrects,
  }
}

function creditedByRate(earlier: readonly Credited[]): Map<number, number> {
  const credited = new Map<number, number>()
  for (const { taxBasisPoints, base, tax } of earlier.flatMap(({ taxes }) => taxes))
    credited.set(taxBasisPoints, (credited.get(taxBasisPoints) ?? 0) + base + tax)
  return credited
}

/** Takes the refund from what is `left` at each rate: its lines, its delivery, and the rest in proportion to what is left. */
function chooseCredits(
  { lines, language }: InvoiceSource,
  invoice: Pick<InvoiceData, 'lines' | 'charges'>,
  refund: RecordedRefund,
  earlier: readonly Credited[],
  left: Map<number, number>,
): Credit[] {
  const credits: Credit[] = []
  let rest = refund.amount
  const take = (credit: Credit): void => {
    const gross = Math.min(credit.gross, left.get(credit.taxBasisPoints) ?? 0, rest)
    if (gross <= 0) return
    left.set(credit.taxBasisPoints, (left.get(credit.taxBasisPoints) ?? 0) - gross)
    rest -= gross
    credits.push({ ...credit, gross })
  }
  for (const { orderLineId, quantity, amount } of refund.lines) {
    const invoiced = invoice.lines.find((line) => line.orderLineId === orderLineId)
    if (!invoiced || !lines.some(({ id }) => id === orderLineId)) continue
    const { name, sku, taxBasisPoints } = invoiced
    const shown = quantity > 0 ? name : invoiceText('partOfPrice', language, { name })
    take({ orderLineId, name: shown, sku, quantity: Math.max(1, quantity), gross: amount, taxBasisPoints })
  }
  const parts = leftOfDelivery(invoice.charges, earlier)
  const delivery = Math.min(refund.shippingAmount, sum(parts))
  for (const [index, gross] of splitAmount(delivery, parts).entries()) {
    const charge = invoice.charges[index]
    if (charge) take({ ...asExtra(charge.name), gross, taxBasisPoints: charge.taxBasisPoints })
  }
  const rates = [...left.keys()]
  const amounts = rates.map((rate) => left.get(rate) ?? 0)
  for (const [index, gross] of splitAmount(Math.min(rest, sum(amounts)), amounts).entries())
    take({ ...asExtra(invoiceText('otherReduction', language)), gross, taxBasisPoints: rates[index] ?? 0 })
  return credits
}

/** Of each part of the delivery, what earlier credit notes have not returned. */
const leftOfDelivery = (charges: InvoiceData['charges'], earlier: readonly Credited[]): number[] =>
  charges.map(({ name, gross, taxBasisPoints }) => {
    const returned = earlier
      .flatMap(({ lines }) => lines)
      .filter(
        (line) => line.orderLineId === null && line.name === name && line.taxBasisPoints === taxBasisPoints,
      )
    return Math.max(0, gross - sum(returned.map((line) => line.gross)))
  })

const asExtra = (name: string) => ({ orderLineId: null, name, sku: null, quantity: 1 })

const splitAmount = (amount: number, parts: readonly number[]): number[] =>
  amount > 0 ? allocate(amount, parts) : []

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

const toLine = (
  { gross, ...credit }: Credit,
  net: number,
  category: InvoiceLine['category'],
  { order }: InvoiceSource,
): InvoiceLine => ({
  ...credit,
  unitPrice: unitPriceOf(net, credit.quantity, order.currency),
  beforeDiscounts: net,
  discounts: [],
  net,
  gross,
  category,
})
