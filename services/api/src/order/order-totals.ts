import { LARGEST_AMOUNT, taxIn } from '../kernel/money.type.ts'

/** An amount in minor units including tax, and the tax rate in basis points. */
export interface Taxed {
  amount: number
  taxBasisPoints: number
}

/** In minor units. total = subtotal + shippingTotal; taxTotal is the tax included in total. */
export interface OrderTotals {
  subtotal: number
  shippingTotal: number
  taxTotal: number
  total: number
}

/** Sums an order; tax is rounded once per rate. Null when the total exceeds the largest amount. */
export function orderTotals(lines: Taxed[], shipping: Taxed | null): OrderTotals | null {
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0)
  const shippingTotal = shipping?.amount ?? 0
  const total = subtotal + shippingTotal
  if (total > LARGEST_AMOUNT) return null
  const byRate = new Map<number, number>()
  for (const { amount, taxBasisPoints } of shipping ? [...lines, shipping] : lines)
    byRate.set(taxBasisPoints, (byRate.get(taxBasisPoints) ?? 0) + amount)
  const taxTotal = [...byRate].reduce((sum, [rate, amount]) => sum + taxIn(amount, rate), 0)
  return { subtotal, shippingTotal, taxTotal, total }
}
