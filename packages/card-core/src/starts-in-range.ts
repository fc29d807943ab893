import type { BrandFacts } from './brands.ts'

/** Whether digits, few or many, may be the beginning of a number of that brand, by its ranges alone. */
export function startsInRange(facts: BrandFacts, digits: string): boolean {
  return facts.ranges.some(([low, high]) => {
    const start = digits.slice(0, low.length)
    // A text never comes after a longer one that it begins: only low is cut to compare.
    return start >= low.slice(0, start.length) && start <= high
  })
}
