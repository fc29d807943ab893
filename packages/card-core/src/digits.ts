import { SEPARATORS } from './separators.ts'

const digitsAndSeparators = new RegExp(`^[0-9${SEPARATORS}]*$`)
const separators = /[^0-9]+/g

/**
 * The ASCII digits of a text without the separators of separators.ts. Null if the value is not a string or contains any
 * other character, including digits of other scripts. Runs in linear time.
 */
export function readDigits(text: unknown): string | null {
  if (typeof text !== 'string' || !digitsAndSeparators.test(text)) return null
  return text.replace(separators, '')
}

/**
 * The Luhn sum of ASCII digits modulo 10, with the last digit counted once; 0 means that the number passes
 * (ISO/IEC 7812-1, annex B). Detects every single wrong digit and every swap of adjacent digits except 09 and 90.
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
