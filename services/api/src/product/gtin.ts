/** The numbers that goods carry as barcodes: GTIN-8, UPC (12 digits), EAN (13) and GTIN-14. */
const GTIN = /^(\d{8}|\d{12,14})$/

/**
 * A Global Trade Item Number as digits, without the spaces and hyphens that are printed below some barcodes; null if it is none. The check digit follows from the others, which are
 * weighted 3 and 1 from the right (GS1 General Specifications, section 7.9.1).
 */
export function parseGtin(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!GTIN.test(digits)) return null
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0)
  return sum % 10 === 0 ? digits : null
}
