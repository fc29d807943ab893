import { toPricedLines } from '../catalog/to-priced-lines.ts'
import { priceLines } from '../pricing/price-lines.ts'
import { priceAtDestination } from '../pricing/tax-at-destination.ts'
import type { Shop } from '../shop/shop.ts'
import { TaxCategory } from '../tax/tax-category.ts'
import { taxOfDestination } from '../tax/tax-of-destination.ts'
import type { OfferedMethod } from './offer-methods.ts'
import type { CartToDeliver } from './shipping-methods.ts'

export interface DeliveryDestination {
  countryCode: string
  postalCode: string
  /** The member state of the buyer's VAT number, if its check is recorded; else null. */
  vatNumberCountry: string | null
}

/**
 * What a buyer pays for a method at the destination, in minor units, before discounts: as in a quote, where the shop's prices are the same without
 * tax, the tax of the destination is added to them.
 */
export function deliveryPriceAt(
  shop: Pick<Shop, 'tax'>,
  method: OfferedMethod,
  { lines, discounted }: CartToDeliver,
  destination: DeliveryDestination,
): number {
  const day = new Date().toISOString().slice(0, 10)
  const tax = taxOfDestination(shop.tax, { ...destination, isPickup: method.kind === 'PICKUP', day })
  if (lines.length === 0)
    return priceAtDestination(method.price, method.taxCategory ?? TaxCategory.STANDARD, tax)
  const priced = priceLines({
    lines: toPricedLines(lines),
    discounts: discounted.discounts,
    shipping: method,
    tax,
  })
  // A cart that is too large cannot be ordered; its quote says so.
  return priced?.shipping?.price ?? method.price
}
