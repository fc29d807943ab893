import { compactPostalCode, ownCountryOf } from '../kernel/own-country.ts'

/** Where a parcel goes. */
export interface Destination {
  /** ISO 3166-1 alpha-2. */
  countryCode: string
  /** In upper case without spaces or hyphens; null if it is not known, or the country has none. */
  postalCode: string | null
}

/**
 * The destination of an address. Réunion is RE, also when it was written as FR with the postcode 97400.
 * @param countryCode ISO 3166-1 alpha-2, in upper case
 */
export function destinationOf(countryCode: string, postalCode: string | null | undefined): Destination {
  const compact = compactPostalCode(postalCode ?? '', countryCode)
  return { countryCode: ownCountryOf(countryCode, compact), postalCode: compact || null }
}
