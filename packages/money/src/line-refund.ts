/** What of an order's line was sold and refunded. Amounts in minor units, tax included. */
export interface RefundableLine {
  quantity: number
  /** What was paid for the line, after discounts. */
  total: number
  refundedQuantity: number
  refundedAmount: number
}

/**
 * What the next `quantity` items of a line cost, to the cent: the first items carry the cents that do not divide evenly, and whatever was refunded
 * otherwise, the last item takes what is left.
 * @param quantity from 0 to the items that are left
 * @returns minor units, at most what is left of the line
 */
export function lineRefund(line: RefundableLine, quantity: number): number {
  const left = line.total - line.refundedAmount
  if (line.refundedQuantity + quantity === line.quantity) return left
  const amount = priceOf(line, line.refundedQuantity + quantity) - priceOf(line, line.refundedQuantity)
  return Math.min(amount, left)
}

/** What the first `items` of a line cost. */
const priceOf = ({ total, quantity }: RefundableLine, items: number): number =>
  items * Math.floor(total / quantity) + Math.min(items, total % quantity)
