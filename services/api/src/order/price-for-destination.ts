import type { DiscountToApply } from '../pricing/apply-discounts.ts'
import { priceLines, type LineToPrice, type PricedLines } from '../pricing/price-lines.ts'
import type { ShippingToPrice } from '../pricing/price-shipping.ts'
import type { Shop } from '../shop/shop.ts'
import { taxOfDestination, type TaxExemption } from '../tax/tax-of-destination.ts'
import type { TaxCategory } from '../tax/tax-category.ts'

export interface OrderForDestination {
  lines: readonly LineToPrice<TaxCategory>[]
  /** Those that apply, in their order. */
  discounts: readonly DiscountToApply[]
  shipping: ShippingToPrice<TaxCategory> | null
  /** The buyer takes the goods at the shop. */
  isPickup: boolean
  countryCode: string
  /** Empty if it is not known yet: the country decides alone then. */
  postalCode: string
  /** The member state of the buyer's VAT number, if its check is recorded; else null. */
  vatNumberCountry: string | null
}

/** What an order costs at its destination, and what VAT it carries or why none. */
export interface PricedForDestination extends PricedLines {
  exemption: TaxExemption | null
  territory: string
  isDistanceSale: boolean
  /** Whether a checked VAT number of the buyer makes the order exempt, or would. */
  acceptsVatNumber: boolean
}

/** Prices an order with the VAT of today. Null if it exceeds the largest amount. */
export function priceForDestination(
  shop: Pick<Shop, 'tax'>,
  { lines, discounts, shipping, ...destination }: OrderForDestination,
): PricedForDestination | null {
  const day = new Date().toISOString().slice(0, 10)
  const tax = taxOfDestination(shop.tax, { ...destination, day })
  const priced = priceLines({ lines, discounts, shipping, tax })
  const { exemption, territory, isDistanceSale, acceptsVatNumber } = tax
  return priced && { ...priced, exemption, territory, isDistanceSale, acceptsVatNumber }
}
