import type { BuyerContext } from '../app/context.ts'
import { readCart } from '../cart/read-cart.ts'
import type { CatalogVariant } from '../catalog/catalog.ts'
import { toPricedLines } from '../catalog/to-priced-lines.ts'
import { discountCart, type DiscountedCart } from '../discount/discount-cart.ts'
import { parseCountry } from '../kernel/countries.ts'
import { OperationError, reject } from '../kernel/errors.ts'
import { destinationOf } from '../shipping/destination.ts'
import { offerMethods, type OfferedMethod } from '../shipping/offer-methods.ts'
import { parcelOf } from '../shipping/shipping-methods.ts'
import { findVatCheck } from '../tax/find-vat-check.ts'
import { vatNumberStatus, type VatNumberStatus } from '../tax/vat-number-status.ts'
import { priceForDestination, type PricedForDestination } from './price-for-destination.ts'

export interface QuoteInput {
  countryCode: string
  /** Decides where parts of a country have prices or a tax of their own. */
  postalCode?: string | null
  vatNumber?: string | null
  shippingMethodId?: string | null
}

export interface Quote extends PricedForDestination {
  /** Null where a VAT number makes no difference. */
  vatNumberStatus: VatNumberStatus | null
}

/** As quoteOrder; null where it refuses. */
export const quote = (ctx: BuyerContext, input: QuoteInput): Promise<Quote | null> =>
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
): Promise<Quote> {
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
  const discounted = discountCart(catalog, lines, cart)
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
  return quoteLines(
    ctx,
    { lines, discounted, method, vatCheck },
    { countryCode: country ?? '', postalCode, vatNumber },
  )
}

export interface LinesToQuote {
  lines: { variant: CatalogVariant; quantity: number }[]
  discounted: DiscountedCart
  /** Null without a choice. */
  method: OfferedMethod | null
  /** The recorded check of the buyer's VAT number. */
  vatCheck: { country: string } | null
}

/** What lines cost at a destination, in minor units. @throws OperationError CART_TOO_LARGE */
export function quoteLines(
  { shop }: Pick<BuyerContext, 'shop'>,
  { lines, discounted, method, vatCheck }: LinesToQuote,
  { countryCode, postalCode, vatNumber }: QuoteInput,
): Quote {
  const priced = priceForDestination(shop, {
    lines: toPricedLines(lines),
    discounts: discounted.discounts,
    shipping: method,
    isPickup: method?.kind === 'PICKUP',
    countryCode,
    postalCode: postalCode ?? '',
    vatNumberCountry: vatCheck?.country ?? null,
  })
  if (!priced) return reject('CART_TOO_LARGE')
  return {
    ...priced,
    vatNumberStatus: priced.acceptsVatNumber ? vatNumberStatus(shop.tax, vatNumber, vatCheck !== null) : null,
  }
}
