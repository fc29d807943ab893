import { readCart } from '../cart/read-cart.ts'
import type { BuyerContext } from '../app/context.ts'
import { shippingMethods } from '../shipping/shipping-methods.ts'
import { findVatCheck } from '../tax/find-vat-check.ts'
import { priceForDestination, type PricedForDestination } from './price-for-destination.ts'

export interface QuoteInput {
  countryCode: string
  /** Decides where parts of a country have a tax of their own. */
  postalCode?: string | null
  vatNumber?: string | null
  shippingMethodId?: string | null
}

/**
 * What the cart costs before an order is placed, in minor units; without a shipping method, excluding shipping. Null for an empty cart, a
 * method that is not available for the country, or a total above the largest amount.
 */
export async function quote(
  ctx: BuyerContext,
  { countryCode, postalCode, vatNumber, shippingMethodId }: QuoteInput,
): Promise<PricedForDestination | null> {
  const [catalog, cart, methods, vatCheck] = await Promise.all([
    ctx.app.catalogs.of(ctx.shop),
    readCart(ctx),
    shippingMethods(ctx, { countryCode, postalCode: postalCode ?? null }),
    vatNumber ? findVatCheck(ctx, vatNumber) : null,
  ])
  const method = shippingMethodId ? methods.find(({ id }) => id === shippingMethodId) : null
  if (method === undefined) return null
  const lines = (cart?.lines ?? []).flatMap(({ variantId, quantity }) => {
    const variant = catalog.variants.get(variantId)
    if (!variant) return []
    return [{ id: variantId, quantity, unitPrice: variant.price.amount, taxCategory: variant.taxCategory }]
  })
  if (lines.length === 0) return null
  return priceForDestination(ctx.shop, {
    lines,
    discounts: [],
    shipping: method,
    isPickup: method?.kind === 'PICKUP',
    countryCode: countryCode.trim().toUpperCase(),
    postalCode: postalCode ?? '',
    vatNumberCountry: vatCheck?.country ?? null,
  })
}
