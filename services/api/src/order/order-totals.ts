import { MAX_AMOUNT, taxByRate, type TaxedAmount } from '@triclic/money'

/** In minor units. total = subtotal + shippingTotal; taxTotal is the tax included in total. */
export interface OrderTotals {
  subtotal: number
  shippingTotal: number
  taxTotal: number
  total: number
}

/** Sums an order; tax is rounded once per rate. Null when the total exceeds MAX_AMOUNT. */
export function orderTotals(lines: TaxedAmount[], shipping: TaxedAmount | null): OrderTotals | null {
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0)
  const shippingTotal = shipping?.amount ?? 0
  const total = subtotal + shippingTotal
  if (total > MAX_AMOUNT) return null
  const taxTotal = taxByRate(shipping ? [...lines, shipping] : lines).reduce((sum, { tax }) => sum + tax, 0)
  return { subtotal, shippingTotal, taxTotal, total }
}
