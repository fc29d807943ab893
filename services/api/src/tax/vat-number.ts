/**
 * Formats of VAT numbers without their prefix, by prefix: Commission, "VIES: structure of VAT numbers". EL is Greece, XI Northern Ireland.
 */
const FORMATS: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{10}\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}

export interface VatNumber {
  /** With its prefix, upper case, without separators: FR40303265045. */
  number: string
  /** Area of the member state as in taxTerritoryOf: GR for the prefix EL. */
  country: string
}

/** Reads a VAT number of a member state, whatever separators it is written with. Null if no member state has numbers of this format. */
export function parseVatNumber(text: string): VatNumber | null {
  const number = text
    .toUpperCase()
    .replaceAll(/[\s.\-/]/g, '')
    .replace(/^GR(?=\d)/, 'EL')
  const prefix = number.slice(0, 2)
  if (!FORMATS[prefix]?.test(number.slice(2))) return null
  return { number, country: prefix === 'EL' ? 'GR' : prefix }
}
