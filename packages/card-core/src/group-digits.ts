import type { BrandFacts } from './brands.ts'

/** Digits in groups as the brand's cards print them, with single spaces; by fours without a brand that fits. */
export function groupDigits(digits: string, facts: BrandFacts | undefined): string {
  const sizes = facts?.groupings.find((row) => digits.length <= row.reduce((sum, size) => sum + size))
  if (!sizes) return digits.replace(/[0-9]{4}(?=[0-9])/g, '$& ')
  const groups: string[] = []
  let start = 0
  for (const size of sizes) {
    if (start < digits.length) groups.push(digits.slice(start, start + size))
    start += size
  }
  return groups.join(' ')
}
