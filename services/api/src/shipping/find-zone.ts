import type { CatalogShippingZone } from '../catalog/catalog.ts'
import { longestPrefixOf, ownCountryOf, partOf } from '../kernel/own-country.ts'
import type { Destination } from './destination.ts'

/**
 * The zone of a destination: the one that names the longest beginning of its postcode, else the one that names its country, else the one for
 * everywhere else. Undefined where the shop has no zone.
 */
export function findZone<Zone extends CatalogShippingZone>(
  zones: readonly Zone[],
  destination: Destination,
): Zone | undefined {
  let best: { zone: Zone; specificity: number } | undefined
  for (const zone of zones) {
    const specificity = specificityOf(zone, destination)
    if (specificity !== null && (!best || specificity > best.specificity)) best = { zone, specificity }
  }
  return best?.zone
}

/** Null if the destination is not in the zone. */
function specificityOf(
  { countries, postalPrefixes }: CatalogShippingZone,
  { countryCode, postalCode }: Destination,
): number | null {
  if (countries.length === 0) return -1
  if (postalPrefixes.length === 0) return countries.includes(countryCode) ? 0 : null
  const [country = ''] = countries
  if (country === countryCode) return longestPrefixOf(postalCode ?? '', postalPrefixes)?.length ?? null
  const part = partOf(countryCode)
  if (part?.country !== country) return null
  const prefixes = postalPrefixes.filter((prefix) => meansOverseas(country, prefix))
  return longestPrefixOf(postalCode ?? part.postcodes[0] ?? '', prefixes)?.length ?? null
}

/**
 * Whether a merchant who limits a zone to this beginning of postcodes means the parts of the country that have a code of their own: 974 in FR
 * is Réunion, and 97 is all overseas departments, but 9 is also the suburbs of Paris.
 */
const meansOverseas = (country: string, prefix: string): boolean =>
  prefix.length > 1 || ownCountryOf(country, prefix) !== country
