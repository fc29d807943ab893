/**
 * What follows the country in a VAT number, by its first two letters: member states of the EU as in VIES (EL is Greece, XI Northern Ireland), the United Kingdom, Switzerland and Norway.
 * Source: https://ec.europa.eu/taxation_customs/vies/#/faq (Q11) and the tax authorities of the other three.
 */
const FORMATS: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CH: /^E\d{9}(MWST|TVA|IVA)$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{12}$/,
  NO: /^\d{9}(MVA)?$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}

/** The VAT number in capitals without separators, or null if it cannot be one. The key of a French one is checked. */
export function parseVatNumber(text: string): string | null {
  const number = text.toUpperCase().replace(/[\s.\-–]/g, '')
  const rest = number.slice(2)
  if (!FORMATS[number.slice(0, 2)]?.test(rest)) return null
  return !number.startsWith('FR') || hasFrenchKey(rest) ? number : null
}

/** Keys of digits are computed of the SIREN (CGI, annexe III, art. 286 ter); those with a letter follow another rule and are not. */
function hasFrenchKey(rest: string): boolean {
  const key = rest.slice(0, 2)
  const siren = Number(rest.slice(2))
  return !/^\d\d$/.test(key) || Number(key) === (12 + 3 * (siren % 97)) % 97
}
