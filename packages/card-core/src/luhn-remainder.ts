/**
 * The Luhn sum of ASCII digits modulo 10, the last digit counted once; 0 for a number that passes (ISO/IEC 7812-1,
 * annex B). It finds every single wrong digit, and every swap of neighbours but 09 and 90.
 */
export function luhnRemainder(digits: string): number {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48
    const doubled = digit < 5 ? 2 * digit : 2 * digit - 9
    sum += place % 2 === 0 ? digit : doubled
  }
  return sum % 10
}
