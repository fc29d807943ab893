import { getAlpha2Codes } from 'i18n-iso-countries/index.js'

const countries = new Set(Object.keys(getAlpha2Codes()))
// Kosovo's code is not assigned by ISO 3166-1, so the protocols of banks and carriers may not know it.
countries.delete('XK')

/** The ISO 3166-1 alpha-2 codes of all countries that an address may be in. */
export const countryCodes: readonly string[] = [...countries]

/** The ISO 3166-1 alpha-2 code in upper case, or null if no country has it. */
export function parseCountry(code: string): string | null {
  const upper = code.trim().toUpperCase()
  return countries.has(upper) ? upper : null
}
