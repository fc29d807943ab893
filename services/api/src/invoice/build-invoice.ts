import { ONLY_VARIANT } from '../kernel/only-variant.ts'
import { describeParties } from './describe-parties.ts'
import type { InvoiceCharge, InvoiceData, InvoiceLine, InvoiceTax } from './invoice-data.ts'
import type { InvoiceSource, OrderedItem } from './invoice-source.ts'
import { invoiceText } from './invoice-texts.ts'
import { netOf, splitNet, unitPriceOf } from './net-amounts.ts'
import { vatCategoryOf } from './vat-treatment.ts'

/** Dates are ISO dates. */
interface InvoiceDates {
  suppliedOn: string | null
  paidOn: string
  /** What was received, in minor units. */
  paid: number
}

/** The invoice of an order. Its totals and its tax by rate are those of the order, to the cent. */
export function buildInvoice(source: InvoiceSource, dates: InvoiceDates): InvoiceData {
  const taxes = taxesOf(source)
  const delivery = deliveryByRate(source, taxes)
  const lines: InvoiceLine[] = []
  const charges: InvoiceCharge[] = []
  for (const tax of taxes) {
    const items = source.lines.filter(({ taxBasisPoints }) => taxBasisPoints === tax.taxBasisPoints)
    const charged = delivery.get(tax.taxBasisPoints) ?? 0
    const nets = splitNet(tax.base, [...items.map(({ total }) => total), charged])
    for (const [index, item] of items.entries()) lines.push(toLine(item, nets[index] ?? 0, tax, source))
    if (charged > 0) charges.push(toCharge(charged, nets.at(-1) ?? 0, tax, source))
  }
  const position = new Map(source.lines.map(({ id }, index) => [id, index]))
  lines.sort((a, b) => placeOf(a) - placeOf(b))
  const net = taxes.reduce((sum, { base }) => sum + base, 0)
  const tax = taxes.reduce((sum, { tax: amount }) => sum + amount, 0)
  return {
    ...describeParties(source),
    ...dates,
    kind: 'INVOICE',
    lines,
    charges,
    taxes,
    totals: { net, tax, gross: net + tax },
    corrects: null,
  }

  function placeOf({ orderLineId }: InvoiceLine): number {
    return position.get(orderLineId ?? '') ?? position.size
  }
}

/** The order's taxes, with those rates at which nothing was charged: a line with its discounts is still listed. */
function taxesOf({ shop, order, lines }: InvoiceSource): InvoiceTax[] {
  const byRate = new Map(order.taxes.map((tax) => [tax.taxBasisPoints, tax]))
  for (const { taxBasisPoints } of lines)
    if (!byRate.has(taxBasisPoints)) byRate.set(taxBasisPoints, { taxBasisPoints, base: 0, tax: 0 })
  return [...byRate.values()]
    .sort((a, b) => a.taxBasisPoints - b.taxBasisPoints)
    .map(({ taxBasisPoints, base, tax }) => ({
      taxBasisPoints,
      category: vatCategoryOf(shop.tax, order.taxExemption ?? null, taxBasisPoints),
      base,
      tax,
    }))
}

/**
 * What the delivery cost, by rate, in minor units with tax: what the order's taxes tell of more than its lines do.
 * @throws Error if the order's amounts contradict each other
 */
function deliveryByRate({ order, lines }: InvoiceSource, taxes: readonly InvoiceTax[]): Map<number, number> {
  const charged = taxes.map(({ taxBasisPoints, base, tax }) => {
    const goods = lines.filter((line) => line.taxBasisPoints === taxBasisPoints)
    return [taxBasisPoints, base + tax - goods.reduce((sum, { total }) => sum + total, 0)] as const
  })
  const total = charged.reduce((sum, [, amount]) => sum + amount, 0)
  if (total !== order.shippingTotal || charged.some(([, amount]) => amount < 0))
    throw new Error('The taxes of the order do not add up to its lines and its delivery')
  return new Map(charged)
}

function toLine(
  { id, productName, variantName, sku, quantity, unitPrice, discounts, total }: OrderedItem,
  net: number,
  { taxBasisPoints, category }: InvoiceTax,
  { order }: InvoiceSource,
): InvoiceLine {
  const isReduced = discounts.length > 0
  const beforeDiscounts = isReduced ? Math.max(net, netOf(unitPrice * quantity, taxBasisPoints)) : net
  const reductions = splitNet(
    beforeDiscounts - net,
    discounts.map(({ amount }) => amount),
  )
  return {
    orderLineId: id,
    name: nameOf({ productName, variantName }),
    sku: sku || null,
    quantity,
    unitPrice: unitPriceOf(beforeDiscounts, quantity, order.currency),
    beforeDiscounts,
    discounts: discounts.map(({ label }, index) => ({ label, amount: reductions[index] ?? 0 })),
    net,
    gross: total,
    taxBasisPoints,
    category,
  }
}

function nameOf({ productName, variantName }: Pick<OrderedItem, 'productName' | 'variantName'>): string {
  const isOnly = variantName === ONLY_VARIANT || variantName === productName
  return variantName && !isOnly ? `${productName} – ${variantName}` : productName
}

function toCharge(
  gross: number,
  net: number,
  { taxBasisPoints, category }: InvoiceTax,
  { order, language }: InvoiceSource,
): InvoiceCharge {
  const method = order.shippingMethodName
  const name = method ? invoiceText('deliveryBy', language, { method }) : invoiceText('delivery', language)
  return { name, net, gross, taxBasisPoints, category }
}
