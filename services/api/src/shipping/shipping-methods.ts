import type { BuyerContext } from '../app/context.ts'
import { readCart } from '../cart/read-cart.ts'
import type { Catalog, CatalogVariant } from '../catalog/catalog.ts'
import { discountCart, type DiscountedCart } from '../discount/discount-cart.ts'
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
  const rules = { zones: catalog.shippingZones, methods: catalog.shippingMethods }
  const parcel = rules.methods.some(dependsOnParcel) ? await readParcel(ctx, catalog) : EMPTY
  return offerMethods(rules, destinationOf(country, postalCode), parcel)
}

const EMPTY: Parcel = { weightGrams: 0, value: 0 }

async function readParcel(ctx: BuyerContext, catalog: Catalog): Promise<Parcel> {
  const cart = await readCart(ctx)
  const lines = (cart?.lines ?? []).flatMap(({ variantId, quantity }) => {
    const variant = catalog.variants.get(variantId)
    return variant ? [{ variant, quantity }] : []
  })
  return parcelOf(lines, discountCart(catalog, lines, cart?.code ?? null))
}

/** What the lines of a cart weigh, and are worth after discounts. */
export const parcelOf = (
  lines: readonly { variant: CatalogVariant; quantity: number }[],
  discounted: DiscountedCart,
): Parcel => ({
  weightGrams: lines.reduce((sum, { variant, quantity }) => sum + (variant.weightGrams ?? 0) * quantity, 0),
  value: discounted.lines.reduce((sum, { total }) => sum + total, 0),
})
