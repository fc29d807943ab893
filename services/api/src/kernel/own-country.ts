/** A part of a country that has a country code of its own (ISO 3166-1). */
export interface PartWithOwnCode {
  /** The code that its addresses are often written with. */
  country: string
  /** Beginnings of its postcodes, without spaces. */
  postcodes: readonly string[]
  code: string
}

/**
 * The only list of territories whose addresses may be written with the code of another country: the postcode tells them apart. French overseas
 * postcodes begin with INSEE's code of the department or collectivity, 980 is Monaco; JE, GY and IM are postcode areas of Royal Mail; 22 is Åland.
 */
export const PARTS_WITH_OWN_CODE: readonly PartWithOwnCode[] = [
  { country: 'FR', code: 'BL', postcodes: ['97133', '977'] },
  { country: 'FR', code: 'MF', postcodes: ['97150', '978'] },
  { country: 'FR', code: 'GP', postcodes: ['971'] },
  { country: 'FR', code: 'MQ', postcodes: ['972'] },
  { country: 'FR', code: 'GF', postcodes: ['973'] },
  { country: 'FR', code: 'RE', postcodes: ['974'] },
  { country: 'FR', code: 'PM', postcodes: ['975'] },
  { country: 'FR', code: 'YT', postcodes: ['976'] },
  { country: 'FR', code: 'MC', postcodes: ['980'] },
  { country: 'FR', code: 'TF', postcodes: ['984'] },
  { country: 'FR', code: 'WF', postcodes: ['986'] },
  { country: 'FR', code: 'PF', postcodes: ['987'] },
  { country: 'FR', code: 'NC', postcodes: ['988'] },
  { country: 'GB', code: 'JE', postcodes: ['JE'] },
  { country: 'GB', code: 'GG', postcodes: ['GY'] },
  { country: 'GB', code: 'IM', postcodes: ['IM'] },
  { country: 'FI', code: 'AX', postcodes: ['22'] },
]

/** A postcode in upper case, without spaces, hyphens and the prefix that some write before it: `FR-97400` is 97400. */
export const compactPostalCode = (text: string, countryCode = ''): string => {
  const compact = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  const rest = compact.slice(countryCode.length)
  return countryCode && compact.startsWith(countryCode) && /^\d/.test(rest) ? rest : compact
}

/** The longest of the prefixes that the postcode begins with; null if it begins with none. */
export const longestPrefixOf = (postalCode: string, prefixes: readonly string[]): string | null =>
  prefixes.reduce<string | null>(
    (longest, prefix) =>
      postalCode.startsWith(prefix) && prefix.length > (longest?.length ?? 0) ? prefix : longest,
    null,
  )

/**
 * The country code of an address: RE for one that is written FR with the postcode 97400, else the code that it is written with.
 * @param countryCode ISO 3166-1 alpha-2, in upper case
 * @param postalCode as compactPostalCode returns it; empty if it is not known
 */
export function ownCountryOf(countryCode: string, postalCode: string): string {
  let found: { code: string; length: number } | null = null
  for (const { country, postcodes, code } of PARTS_WITH_OWN_CODE) {
    if (country !== countryCode) continue
    const prefix = longestPrefixOf(postalCode, postcodes)
    if (prefix && prefix.length > (found?.length ?? 0)) found = { code, length: prefix.length }
  }
  return found?.code ?? countryCode
}

/** The country whose postcodes a territory shares: FR for RE. Null for any other country. */
export const partOf = (countryCode: string): PartWithOwnCode | null =>
  PARTS_WITH_OWN_CODE.find(({ code }) => code === countryCode) ?? null
