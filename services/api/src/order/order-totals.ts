import { LARGEST_AMOUNT, taxIn } from '../kernel/money.type.ts'

/** An amount that includes tax, in minor units, and its rate in basis points. */
export interface Taxed {
  amount: number
  taxBasisPoints: number
}

/** Minor units. total = subtotal + shippingTotal; taxTotal is the part of total that is tax. */
export interface OrderTotals {
  subtotal: number
  shippingTotal: number
  taxTotal: number
  total: number
}

/** What an order costs; its tax is rounded once per rate. Null when it is more than an amount can hold. */
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
