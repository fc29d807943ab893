import type { BrandFacts } from './brands.ts'

/** Whether digits, few or many, may be the beginning of a number of that brand, by its ranges alone. */
export function startsInRange(facts: BrandFacts, digits: string): boolean {
  return facts.ranges.some(([low, high]) => {
    const start = digits.slice(0, low.length)
    return start >= low.slice(0, start.length) && start <= high.slice(0, start.length)
  })
}
