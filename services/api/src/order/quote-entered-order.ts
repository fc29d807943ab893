import type { MerchantContext } from '../app/context.ts'
import type { CatalogVariant } from '../catalog/catalog.ts'
import { discountCart } from '../discount/discount-cart.ts'
import { parseCountry } from '../kernel/countries.ts'
import { reject, type UserErrorCode } from '../kernel/errors.ts'
import { deliveryPriceAt } from '../shipping/delivery-price-at.ts'
import { destinationOf } from '../shipping/destination.ts'
import { offerMethods, type OfferedMethod } from '../shipping/offer-methods.ts'
import { parcelOf } from '../shipping/shipping-methods.ts'
import { findVatCheck } from '../tax/find-vat-check.ts'
import { checkLines, type EnteredLine } from './enter-order.ts'
import { quoteLines, type Quote } from './quote.ts'

export interface EnteredOrderToQuote {
  lines: EnteredLine[]
  /** Of the delivery address. */
  countryCode: string
  postalCode?: string | null
  vatNumber?: string | null
  shippingMethodId?: string | null
  discountCode?: string | null
}

export interface EnteredOrderQuote {
  /** What can be chosen for the address. */
  methods: OfferedMethod[]
  /** Null where the shop does not deliver the order in this way. */
  totals: Quote | null
  /** Why the discount code does not apply; null if it does, or there is none. */
  codeProblem: UserErrorCode | null
}

/**
 * What an order that a member enters would cost, at the prices of the website.
 * @throws OperationError CART_EMPTY, CART_TOO_LARGE, INVALID_QUANTITY, VARIANT_NOT_FOUND
 */
export async function quoteEnteredOrder(
  ctx: MerchantContext,
  input: EnteredOrderToQuote,
): Promise<EnteredOrderQuote> {
  const { app, shop } = ctx
  const catalog = await app.catalogs.of(shop)
  const lines = checkLines(input.lines).map(({ variantId, quantity }) => ({
    variant: catalog.variants.get(variantId) ?? reject('VARIANT_NOT_FOUND', 'lines'),
    quantity,
  }))
  const code = input.discountCode?.trim().toUpperCase() || null
  const cart = { code, withheldDiscounts: [] }
  const country = parseCountry(input.countryCode)
  const vatCheck = input.vatNumber ? await findVatCheck(ctx, input.vatNumber) : null
  const discounted = discountCart(catalog, lines, cart)
  const rules = { zones: catalog.shippingZones, methods: catalog.shippingMethods }
  const offered = country
    ? offerMethods(rules, destinationOf(country, input.postalCode), parcelOf(lines, discounted))
    : []
  const method = input.shippingMethodId
    ? (offered.find(({ id }) => id === input.shippingMethodId) ?? null)
    : null
  const isDelivered = country !== null && (method !== null || !input.shippingMethodId) && offered.length > 0
  return {
    methods: priceMethods(shop, offered, { lines, discounted }, input, vatCheck?.country ?? null),
    totals: isDelivered
      ? quoteLines({ shop }, { lines, discounted, method, vatCheck }, { ...input, countryCode: country })
      : null,
    codeProblem: discounted.codeProblem,
  }
}

/** With what the buyer pays for each, where delivery has the tax of the destination. */
function priceMethods(
  shop: MerchantContext['shop'],
  offered: OfferedMethod[],
  cart: {
    lines: { variant: CatalogVariant; quantity: number }[]
    discounted: ReturnType<typeof discountCart>
  },
  { countryCode, postalCode }: EnteredOrderToQuote,
  vatNumberCountry: string | null,
): OfferedMethod[] {
  if (shop.tax.priceMode !== 'SAME_NET') return offered
  const destination = { countryCode, postalCode: postalCode ?? '', vatNumberCountry }
  return offered.map((method) => ({ ...method, price: deliveryPriceAt(shop, method, cart, destination) }))
}
