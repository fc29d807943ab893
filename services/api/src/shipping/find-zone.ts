import type { CatalogShippingZone } from '../catalog/catalog.ts'
import { longestPrefixOf, type Destination } from './destination.ts'

/**
 * The zone of a destination: the one that names the longest beginning of its postcode, else the one that names its country, else the one for
 * everywhere else. Undefined where the shop has no zone.
 */
export function findZone<Zone extends CatalogShippingZone>(
  zones: readonly Zone[],
  { countryCode, postalCode }: Destination,
): Zone | undefined {
  let best: { zone: Zone; specificity: number } | undefined
  for (const zone of zones) {
    const specificity = specificityOf(zone, countryCode, postalCode)
    if (specificity !== null && (!best || specificity > best.specificity)) best = { zone, specificity }
  }
  return best?.zone
}

/** Null if the destination is not in the zone. */
function specificityOf(
  { countries, postalPrefixes }: CatalogShippingZone,
  countryCode: string,
  postalCode: string | null,
): number | null {
  if (countries.length === 0) return -1
  if (!countries.includes(countryCode)) return null
  if (postalPrefixes.length === 0) return 0
  return longestPrefixOf(postalCode ?? '', postalPrefixes)?.length ?? null
}
