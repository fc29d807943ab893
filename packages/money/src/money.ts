/** An amount of money in integer minor units of an ISO 4217 currency: `{ amount: 1250, currency: 'EUR' }` is €12.50. */
export interface Money {
  amount: number
  currency: string
}

/** Largest amount of a cart, an order or a payment, in minor units: the maximum of GraphQL's Int. */
export const MAX_AMOUNT = 2_147_483_647

/**
 * Sum of two amounts of the same currency.
 *
 * @throws RangeError if the currencies differ or the sum is not a safe integer
 */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`Cannot add ${b.currency} to ${a.currency}`)
  const amount = a.amount + b.amount
  if (!Number.isSafeInteger(amount)) throw new RangeError('The sum is not a safe integer')
  return { amount, currency: a.currency }
}

/**
 * Splits an amount in proportion to `ratios`, in minor units, so that the parts always add up to the amount.
 *
 * Uses the largest-remainder method: each part is rounded toward zero, then the remaining units go one each to the
 * parts with the largest fractions, the earlier part first on a tie. A negative amount (a refund) is split like the
 * positive one.
 *
 * @param amount minor units
 * @param ratios non-negative integers, at least one of them positive
 * @throws RangeError if an argument is not a safe integer, a ratio is negative, or all ratios are zero
 */
export function allocate(amount: number, ratios: readonly number[]): number[] {
  if (!Number.isSafeInteger(amount)) throw new RangeError('The amount is not a safe integer')
  if (!ratios.every((ratio) => Number.isSafeInteger(ratio) && ratio >= 0))
    throw new RangeError('A ratio is not a non-negative safe integer')
  const total = ratios.reduce((sum, ratio) => sum + BigInt(ratio), 0n)
  if (total === 0n) throw new RangeError('All ratios are zero')
  const units = BigInt(Math.abs(amount))
  const parts = ratios.map((ratio, index) => {
    const scaled = units * BigInt(ratio)
    return { index, units: Number(scaled / total), remainder: scaled % total }
  })
  const byRemainder = [...parts].sort(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder),
  )
  const unallocated = Math.abs(amount) - parts.reduce((sum, part) => sum + part.units, 0)
  for (const part of byRemainder.slice(0, unallocated)) part.units += 1
  return parts.map((part) => (amount < 0 && part.units > 0 ? -part.units : part.units))
}
