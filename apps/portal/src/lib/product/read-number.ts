import { parseAmount } from '@triclic/money'

/** The highest stock and weight that the API takes. */
export const MAX_COUNT = 1_000_000_000

/**
 * Minor units of an amount as spreadsheets write it: `1 234,50`, `1,234.50`, `1.234,50`, `12.5`, `12,50 €`. Null for anything
 * else, also where the place of the decimals is not certain.
 */
export function readAmount(text: string, currency: string, locale: string): number | null {
  return parseAmount(withoutGroups(withoutCurrency(text), locale), currency)
}

/** A whole number that is not negative: `1 200`, `1,200` in English. Null for anything else. */
export function readCount(text: string, locale: string): number | null {
  const digits = withoutGroups(text.trim(), locale).replace(/\s/g, '')
  if (!/^\d{1,10}(?:[.,]0+)?$/.test(digits)) return null
  const count = parseInt(digits, 10)
  return count <= MAX_COUNT ? count : null
}

const withoutCurrency = (text: string) =>
  text
    .trim()
    .replace(/^\p{Sc}|^[A-Z]{3}\b|\p{Sc}$|\b[A-Z]{3}$/gu, '')
    .trim()

/** Removes what groups the thousands. Of a comma and a point, the last one separates the decimals. */
function withoutGroups(text: string, locale: string): string {
  const spaceless = text.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(spaceless)) return spaceless.replaceAll(',', '')
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(spaceless)) return spaceless.replaceAll('.', '')
  if (/^\d{1,3}(?:,\d{3}){2,}$/.test(spaceless)) return spaceless.replaceAll(',', '')
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(spaceless)) return spaceless.replaceAll('.', '')
  // “1,234” is a thousand only where the comma groups.
  if (locale === 'en' && /^\d{1,3},\d{3}$/.test(spaceless)) return spaceless.replace(',', '')
  return spaceless
}
