import type { MerchantContext } from '../app/context.ts'
import { parseCountry } from '../kernel/countries.ts'
import { destinationOf } from './destination.ts'
import { findZone } from './find-zone.ts'
import { loadShippingSettings, type ShippingMethod } from './load-shipping-settings.ts'
import { deliveryPrice, type Parcel } from './offer-methods.ts'

/** What buyers at a destination would be offered for a parcel, with its price for each method. Empty for an unknown country. */
export async function testShipping(
  ctx: MerchantContext,
  { countryCode, postalCode, ...parcel }: { countryCode: string; postalCode?: string | null } & Parcel,
): Promise<{ zoneName: string | null; methods: ShippingMethod[] }> {
  const country = parseCountry(countryCode)
  if (!country) return { zoneName: null, methods: [] }
  const { zones, pickupPoints } = await loadShippingSettings(ctx)
  const zone = findZone(zones, destinationOf(country, postalCode))
  const methods = [...(zone?.methods ?? []), ...pickupPoints].flatMap((method) => {
    const price = method.enabled ? deliveryPrice(method, parcel) : null
    return price === null ? [] : [{ ...method, price }]
  })
  return { zoneName: zone?.name ?? null, methods }
}
