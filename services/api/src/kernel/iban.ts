/**
 * The IBAN in upper case without spaces, or null if it is none: two letters, two check digits and 11 to 30 letters or digits, whose remainder modulo 97
 * is 1 (ISO 13616-1, ISO 7064 MOD 97-10). An account number of the country is not checked further, but for its length in France and its neighbours.
 */
export function parseIban(text: string): string | null {
  const iban = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return null
  const length = LENGTHS[iban.slice(0, 2)]
  if (length !== undefined && iban.length !== length) return null
  return remainderOf97(iban.slice(4) + iban.slice(0, 4)) === 1 ? iban : null
}

/** By country, from the IBAN registry of SWIFT (release 98). */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AT: 20, BE: 16, CH: 21, DE: 22, ES: 24, FR: 27, GB: 22, IE: 22, IT: 27, LI: 21 },
  ...{ LU: 20, MC: 27, NL: 18, PT: 25 },
}

/** Letters count as two digits: A is 10, Z is 35. */
function remainderOf97(text: string): number {
  let remainder = 0
  for (const character of text) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder
}

/** In groups of four, as it is printed. */
export const formatIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')

/** The BIC in upper case, or null if it is none: ISO 9362, eight or eleven letters and digits. */
export function parseBic(text: string): string | null {
  const bic = text.replace(/\s/g, '').toUpperCase()
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic) ? bic : null
}
