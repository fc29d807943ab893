import type { BuyerContext } from '../app/context.ts'
import { readCart } from '../cart/read-cart.ts'
import { discountCart } from '../discount/discount-cart.ts'
import { parseCountry } from '../kernel/countries.ts'
import { OperationError, reject } from '../kernel/errors.ts'
import { destinationOf } from '../shipping/destination.ts'
import { offerMethods } from '../shipping/offer-methods.ts'
import { parcelOf } from '../shipping/shipping-methods.ts'
import { findVatCheck } from '../tax/find-vat-check.ts'
import { priceForDestination, type PricedForDestination } from './price-for-destination.ts'

export interface QuoteInput {
  countryCode: string
  /** Decides where parts of a country have prices or a tax of their own. */
  postalCode?: string | null
  vatNumber?: string | null
  shippingMethodId?: string | null
}

/** As quoteOrder; null where it refuses. */
export const quote = (ctx: BuyerContext, input: QuoteInput): Promise<PricedForDestination | null> =>
  quoteOrder(ctx, input).catch((error: unknown) => {
    if (error instanceof OperationError) return null
    throw error
  })

/**
 * What the cart costs before an order is placed, in minor units; without a shipping method, excluding shipping.
 * @throws OperationError CART_EMPTY; SHIPPING_METHOD_NOT_AVAILABLE for a method that is not offered, or where none is; CART_TOO_LARGE
 */
export async function quoteOrder(
  ctx: BuyerContext,
  { countryCode, postalCode, vatNumber, shippingMethodId }: QuoteInput,
): Promise<PricedForDestination> {
  const [catalog, cart, vatCheck] = await Promise.all([
    ctx.app.catalogs.of(ctx.shop),
    readCart(ctx),
    vatNumber ? findVatCheck(ctx, vatNumber) : null,
  ])
  const lines = (cart?.lines ?? []).flatMap(({ variantId, quantity }) => {
    const variant = catalog.variants.get(variantId)
    return variant ? [{ variant, quantity }] : []
  })
  if (lines.length === 0) return reject('CART_EMPTY')
  const discounted = discountCart(catalog, lines, cart?.code ?? null)
  const country = parseCountry(countryCode)
  const rules = { zones: catalog.shippingZones, methods: catalog.shippingMethods }
  const offered = country
    ? offerMethods(rules, destinationOf(country, postalCode), parcelOf(lines, discounted))
    : []
  if (offered.length === 0) return reject('SHIPPING_METHOD_NOT_AVAILABLE', 'countryCode')
  const method = shippingMethodId
    ? (offered.find(({ id }) => id === shippingMethodId) ??
      reject('SHIPPING_METHOD_NOT_AVAILABLE', 'shippingMethodId'))
    : null
  const priced = priceForDestination(ctx.shop, {
    lines: lines.map(({ variant, quantity }) => ({
      id: variant.id,
      quantity,
      unitPrice: variant.price.amount,
      taxCategory: variant.taxCategory,
    })),
    discounts: discounted.discounts,
    shipping: method,
    isPickup: method?.kind === 'PICKUP',
    countryCode: country ?? '',
    postalCode: postalCode ?? '',
    vatNumberCountry: vatCheck?.country ?? null,
  })
  return priced ?? reject('CART_TOO_LARGE')
}
