/**
 * What follows the prefix of a VAT number, by prefix: member states of the EU as in VIES (EL is Greece, XI Northern Ireland).
 * Source: https://ec.europa.eu/taxation_customs/vies/#/faq (Q11).
 */
const VIES_FORMATS: Record<string, RegExp> = {
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
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
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

/** The same of neighbours that are not in VIES. Source: the tax authorities of the United Kingdom, Switzerland and Norway. */
const OTHER_FORMATS: Record<string, RegExp> = {
  CH: /^E\d{9}(MWST|TVA|IVA)$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  NO: /^\d{9}(MVA)?$/,
}

export interface VatNumber {
  /** With its prefix, upper case, without separators: FR40303265045. */
  number: string
  /** ISO 3166-1 alpha-2 code of its country, or XI for Northern Ireland. */
  country: string
  /** Whether VIES knows numbers of this country, so that it can be checked there. */
  isInVies: boolean
}

/** Reads a VAT number, whatever separators it is written with; null if it cannot be one. The key of a French one is checked. */
export function parseVatNumber(text: string): VatNumber | null {
  const number = text
    .toUpperCase()
    .replace(/[\s.\-–/]/g, '')
    .replace(/^GR(?=\d)/, 'EL')
  const prefix = number.slice(0, 2)
  const rest = number.slice(2)
  const isInVies = matches(VIES_FORMATS, prefix, rest)
  if (!isInVies && !matches(OTHER_FORMATS, prefix, rest)) return null
  if (prefix === 'FR' && !hasFrenchKey(rest)) return null
  return { number, country: prefix === 'EL' ? 'GR' : prefix, isInVies }
}

/** The same, only for numbers that can be checked in VIES. */
export function parseViesNumber(text: string): VatNumber | null {
  const parsed = parseVatNumber(text)
  return parsed?.isInVies ? parsed : null
}

const matches = (formats: Record<string, RegExp>, prefix: string, rest: string): boolean =>
  Object.hasOwn(formats, prefix) && formats[prefix]?.test(rest) === true

/** Keys of digits are computed of the SIREN (CGI, annexe III, art. 286 ter); those with a letter follow another rule and are not. */
function hasFrenchKey(rest: string): boolean {
  const key = rest.slice(0, 2)
  const siren = Number(rest.slice(2))
  return !/^\d\d$/.test(key) || Number(key) === (12 + 3 * (siren % 97)) % 97
}
