import { divideHalfUp } from './divide-half-up.ts'

/** What tax an order to one destination carries. Rates in basis points: 2000 is 20 %. */
export interface TaxAtDestination<Category extends string> {
  /** The rate that the buyer is charged; 0 if the order is exempt. */
  rateOf: (category: Category) => number
  /** The rate that listed prices include. */
  domesticRateOf: (category: Category) => number
  /** Whether the listed price, or the listed price without tax, is the same for every destination. */
  priceMode: PriceMode
}

export type PriceMode = 'SAME_GROSS' | 'SAME_NET'

/**
 * A listed amount as charged at the destination, in minor units, tax included, rounded half up.
 * @param listed minor units, tax of the shop's own country included
 */
export function priceAtDestination<Category extends string>(
  listed: number,
  category: Category,
  { rateOf, domesticRateOf, priceMode }: TaxAtDestination<Category>,
): number {
  const [rate, domesticRate] = [rateOf(category), domesticRateOf(category)]
  if (priceMode === 'SAME_GROSS' || rate === domesticRate) return listed
  return divideHalfUp(listed, 10_000 + rate, 10_000 + domesticRate)
}
