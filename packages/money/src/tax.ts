/** A price that includes tax, in minor units, with its tax rate in basis points (2000 is 20 %). */
export interface TaxedAmount {
  amount: number
  taxBasisPoints: number
}

/** Gross amount taxed at one rate and the tax it contains, both in minor units. */
export interface TaxByRate extends TaxedAmount {
  tax: number
}

/**
 * Tax contained in a gross amount, in minor units, rounded half up: gross × rate ÷ (1 + rate).
 *
 * @param grossAmount non-negative minor units, tax included
 * @param basisPoints tax rate in basis points: 2000 is 20 %
 * @throws RangeError if an argument is negative or not a safe integer
 */
export function taxIncludedIn(grossAmount: number, basisPoints: number): number {
  if (![grossAmount, basisPoints].every((value) => Number.isSafeInteger(value) && value >= 0))
    throw new RangeError('The amount and the tax rate must be non-negative safe integers')
  const divisor = BigInt(10_000 + basisPoints)
  return Number((2n * BigInt(grossAmount) * BigInt(basisPoints) + divisor) / (2n * divisor))
}

/**
 * Included tax of several lines, one entry per rate in ascending order. Tax is rounded once per rate, not per line.
 *
 * @throws RangeError if an amount or a rate is negative or not a safe integer
 */
export function taxByRate(lines: readonly TaxedAmount[]): TaxByRate[] {
  const amounts = new Map<number, number>()
  for (const { amount, taxBasisPoints } of lines)
    amounts.set(taxBasisPoints, (amounts.get(taxBasisPoints) ?? 0) + amount)
  return [...amounts]
    .sort(([a], [b]) => a - b)
    .map(([taxBasisPoints, amount]) => ({
      taxBasisPoints,
      amount,
      tax: taxIncludedIn(amount, taxBasisPoints),
    }))
}
