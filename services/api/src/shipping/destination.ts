/** Where a parcel goes. */
export interface Destination {
  /** ISO 3166-1 alpha-2. */
  countryCode: string
  /** In upper case without spaces or hyphens; null if it is not known, or the country has none. */
  postalCode: string | null
}

/**
 * Territories that have a country code of their own (ISO 3166-1), but whose addresses are often written with the code of another country: the
 * postcode tells them apart. French overseas postcodes begin with INSEE's code of the department or collectivity; JE, GY and IM are postcode areas
 * of Royal Mail.
 */
const TERRITORIES: Record<string, Record<string, string>> = {
  FR: {
    971: 'GP',
    972: 'MQ',
    973: 'GF',
    974: 'RE',
    975: 'PM',
    976: 'YT',
    97133: 'BL',
    97150: 'MF',
    986: 'WF',
    987: 'PF',
    988: 'NC',
    980: 'MC',
  },
  GB: { JE: 'JE', GY: 'GG', IM: 'IM' },
}

export const compactPostalCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** The longest of the prefixes that the postcode begins with; null if it begins with none. */
export const longestPrefixOf = (postalCode: string, prefixes: readonly string[]): string | null =>
  prefixes.reduce<string | null>(
    (longest, prefix) =>
      postalCode.startsWith(prefix) && prefix.length > (longest?.length ?? 0) ? prefix : longest,
    null,
  )

/**
 * The destination of an address. Réunion is RE, also when it was written as FR with the postcode 97400.
 * @param countryCode ISO 3166-1 alpha-2, in upper case
 */
export function destinationOf(countryCode: string, postalCode: string | null | undefined): Destination {
  const compact = compactPostalCode(postalCode ?? '') || null
  const territories = TERRITORIES[countryCode]
  const prefix = territories && compact ? longestPrefixOf(compact, Object.keys(territories)) : null
  return { countryCode: (prefix && territories?.[prefix]) ?? countryCode, postalCode: compact }
}
