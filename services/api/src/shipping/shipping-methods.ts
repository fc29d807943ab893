import type { BuyerContext } from '../app/context.ts'
import { readCart } from '../cart/read-cart.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { parseCountry } from '../kernel/countries.ts'
import { destinationOf } from './destination.ts'
import { dependsOnParcel, offerMethods, type OfferedMethod, type Parcel } from './offer-methods.ts'

/** The shipping methods for a destination and the visitor's cart; empty for an unknown country code. */
export async function shippingMethods(
  ctx: BuyerContext,
  { countryCode, postalCode }: { countryCode: string; postalCode?: string | null },
): Promise<OfferedMethod[]> {
  const country = parseCountry(countryCode)
  if (!country) return []
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const methods = catalog.shippingMethods
  const parcel = methods.some(dependsOnParcel) ? parcelOf(catalog, (await readCart(ctx))?.lines ?? []) : EMPTY
  return offerMethods({ zones: catalog.shippingZones, methods }, destinationOf(country, postalCode), parcel)
}

const EMPTY: Parcel = { weightGrams: 0, value: 0 }

/** What the lines of a cart weigh and are worth at current prices, without discounts. */
export function parcelOf(catalog: Catalog, lines: { variantId: string; quantity: number }[]): Parcel {
  const parcel = { ...EMPTY }
  for (const { variantId, quantity } of lines) {
    const variant = catalog.variants.get(variantId)
    if (!variant) continue
    parcel.value += variant.price.amount * quantity
    parcel.weightGrams += (variant.weightGrams ?? 0) * quantity
  }
  return parcel
}
