import { allocate } from '@triclic/money'
import { divideHalfUp } from './divide-half-up.ts'

/** A discount that applies to the order: whether it does is decided before. */
export type DiscountToApply = {
  id: string
  /** What the buyer sees: the code, or the name of an automatic discount. */
  label: string
} & (
  | {
      kind: 'PERCENTAGE'
      /** 0 to 10,000; 1000 is 10 %. */
      basisPoints: number
      /** Lines that it applies to; it is rounded once for all of them. */
      lineIds: readonly string[]
    }
  | {
      kind: 'AMOUNT'
      /** Minor units, tax included, spread over the lines; at most what they cost. */
      amount: number
      lineIds: readonly string[]
    }
  | { kind: 'FREE_DELIVERY' }
)

/** What one discount takes off one line, or off the delivery: minor units, more than 0. */
export interface AppliedDiscount {
  discountId: string
  label: string
  amount: number
}

/** Takes the discounts off the lines, one after the other. Results are in the order of the lines; no total is below 0. */
export function applyDiscounts(
  lines: readonly { id: string; total: number }[],
  discounts: readonly DiscountToApply[],
): { discounts: AppliedDiscount[]; total: number }[] {
  const results = lines.map(({ id, total }) => ({ id, total, discounts: [] as AppliedDiscount[] }))
  for (const discount of discounts) {
    if (discount.kind === 'FREE_DELIVERY') continue
    const ids = new Set(discount.lineIds)
    const affected = results.filter(({ id, total }) => ids.has(id) && total > 0)
    if (affected.length === 0) continue
    const totals = affected.map(({ total }) => total)
    const parts = allocate(amountOf(discount, sum(totals)), totals)
    for (const [index, line] of affected.entries()) {
      const amount = parts[index] ?? 0
      if (amount === 0) continue
      line.total -= amount
      line.discounts.push({ discountId: discount.id, label: discount.label, amount })
    }
  }
  return results.map(({ total, discounts: applied }) => ({ total, discounts: applied }))
}

const amountOf = (discount: Exclude<DiscountToApply, { kind: 'FREE_DELIVERY' }>, total: number): number =>
  discount.kind === 'AMOUNT'
    ? Math.min(discount.amount, total)
    : divideHalfUp(total, Math.min(discount.basisPoints, 10_000), 10_000)

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
