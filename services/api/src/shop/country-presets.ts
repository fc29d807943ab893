import type { Language } from '../kernel/errors.ts'

/** What a new shop starts with. `currency` is an ISO 4217 code, `timeZone` an IANA name. */
export interface CountryPreset {
  currency: string
  locale: Language
  timeZone: string
}

/**
 * The countries in which a shop can be opened, by ISO 3166-1 code: member states of the EU, the French overseas regions, Monaco, the EFTA states,
 * the United Kingdom, the United States and Canada. Currencies from ISO 4217, time zones of the capitals from the IANA database.
 */
const PRESETS: Record<string, string> = {
  AT: 'EUR Europe/Vienna',
  BE: 'EUR Europe/Brussels fr',
  BG: 'EUR Europe/Sofia',
  CA: 'CAD America/Toronto',
  CH: 'CHF Europe/Zurich fr',
  CY: 'EUR Asia/Nicosia',
  CZ: 'CZK Europe/Prague',
  DE: 'EUR Europe/Berlin',
  DK: 'DKK Europe/Copenhagen',
  EE: 'EUR Europe/Tallinn',
  ES: 'EUR Europe/Madrid',
  FI: 'EUR Europe/Helsinki',
  FR: 'EUR Europe/Paris fr',
  GB: 'GBP Europe/London',
  GF: 'EUR America/Cayenne fr',
  GP: 'EUR America/Guadeloupe fr',
  GR: 'EUR Europe/Athens',
  HR: 'EUR Europe/Zagreb',
  HU: 'HUF Europe/Budapest',
  IE: 'EUR Europe/Dublin',
  IS: 'ISK Atlantic/Reykjavik',
  IT: 'EUR Europe/Rome',
  LI: 'CHF Europe/Vaduz',
  LT: 'EUR Europe/Vilnius',
  LU: 'EUR Europe/Luxembourg fr',
  LV: 'EUR Europe/Riga',
  MC: 'EUR Europe/Monaco fr',
  MQ: 'EUR America/Martinique fr',
  MT: 'EUR Europe/Malta',
  NL: 'EUR Europe/Amsterdam',
  NO: 'NOK Europe/Oslo',
  PL: 'PLN Europe/Warsaw',
  PT: 'EUR Europe/Lisbon',
  RE: 'EUR Indian/Reunion fr',
  RO: 'RON Europe/Bucharest',
  SE: 'SEK Europe/Stockholm',
  SI: 'EUR Europe/Ljubljana',
  SK: 'EUR Europe/Bratislava',
  US: 'USD America/New_York',
  YT: 'EUR Indian/Mayotte fr',
}

/** The presets of a country in which a shop can be opened; null for any other. */
export function presetOf(country: string): CountryPreset | null {
  const preset = Object.hasOwn(PRESETS, country) ? PRESETS[country] : undefined
  const [currency = '', timeZone = '', locale] = preset?.split(' ') ?? []
  return preset ? { currency, timeZone, locale: locale === 'fr' ? 'fr' : 'en' } : null
}

/** The countries in which a shop can be opened, as ISO 3166-1 codes. */
export const shopCountries: readonly string[] = Object.keys(PRESETS)
