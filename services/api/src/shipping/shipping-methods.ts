import type { BuyerContext } from '../app/context.ts'
import { readCart } from '../cart/read-cart.ts'
import type { Catalog, CatalogVariant } from '../catalog/catalog.ts'
import { discountCart, type DiscountedCart } from '../discount/discount-cart.ts'
import { parseCountry } from '../kernel/countries.ts'
import { findVatCheck } from '../tax/find-vat-check.ts'
import { deliveryPriceAt, type DeliveryDestination } from './delivery-price-at.ts'
import { destinationOf } from './destination.ts'
import { dependsOnParcel, offerMethods, type OfferedMethod, type Parcel } from './offer-methods.ts'

interface Question {
  countryCode: string
  postalCode?: string | null | undefined
  vatNumber?: string | null | undefined
}

/** The shipping methods for a destination and the visitor's cart, with what the buyer pays there; empty for an unknown country code. */
export async function shippingMethods(
  ctx: BuyerContext,
  { countryCode, postalCode, vatNumber }: Question,
): Promise<OfferedMethod[]> {
  const country = parseCountry(countryCode)
  if (!country) return []
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const rules = { zones: catalog.shippingZones, methods: catalog.shippingMethods }
  const variesByTax = ctx.shop.tax.priceMode === 'SAME_NET'
  const cart = variesByTax || rules.methods.some(dependsOnParcel) ? await priceCart(ctx, catalog) : EMPTY
  const offered = offerMethods(
    rules,
    destinationOf(country, postalCode),
    parcelOf(cart.lines, cart.discounted),
  )
  if (!variesByTax) return offered
  const check = vatNumber ? await findVatCheck(ctx, vatNumber) : null
  const destination: DeliveryDestination = {
    countryCode: country,
    postalCode: postalCode ?? '',
    vatNumberCountry: check?.country ?? null,
  }
  return offered.map((method) => ({ ...method, price: deliveryPriceAt(ctx.shop, method, cart, destination) }))
}

export interface CartToDeliver {
  lines: readonly { variant: CatalogVariant; quantity: number }[]
  discounted: DiscountedCart
}

const EMPTY: CartToDeliver = { lines: [], discounted: { discounts: [], codeProblem: null, lines: [] } }

async function priceCart(ctx: BuyerContext, catalog: Catalog): Promise<CartToDeliver> {
  const cart = await readCart(ctx)
  const lines = (cart?.lines ?? []).flatMap(({ variantId, quantity }) => {
    const variant = catalog.variants.get(variantId)
    return variant ? [{ variant, quantity }] : []
  })
  return { lines, discounted: discountCart(catalog, lines, cart) }
}

/** What the lines of a cart weigh, and are worth after discounts. */
export const parcelOf = (
  lines: readonly { variant: CatalogVariant; quantity: number }[],
  discounted: DiscountedCart,
): Parcel => ({
  weightGrams: lines.reduce((sum, { variant, quantity }) => sum + (variant.weightGrams ?? 0) * quantity, 0),
  value: discounted.lines.reduce((sum, { total }) => sum + total, 0),
})
