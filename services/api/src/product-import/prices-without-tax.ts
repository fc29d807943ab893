import { decimalsOf } from '@triclic/money'
import type { WithoutTax } from '../product-file/write-combinations.ts'
import type { Shop } from '../shop/shop.ts'
import type { TaxCategory } from '../tax/tax-category.ts'
import { taxOfDestination } from '../tax/tax-of-destination.ts'

/** Adds the tax of a category to an amount in millionths of the currency's main unit. Minor units, half rounded away from zero. */
export type AddTax = (millionths: number, category: TaxCategory) => number

type TaxedShop = Pick<Shop, 'tax' | 'currency'>

export const taxAdderOf = (shop: TaxedShop, now: Date): AddTax => {
  const { unit, shareOf } = ratesOf(shop, now)
  return (millionths, category) => divideHalfUp(BigInt(millionths) * shareOf(category), unit)
}

/** Adding the tax again gives back exactly the same amount. */
export const taxRemoverOf = (shop: TaxedShop, now: Date): WithoutTax => {
  const { unit, shareOf } = ratesOf(shop, now)
  return (amount, category) => divideHalfUp(BigInt(amount) * unit, shareOf(category))
}

/** With the rates of the shop's own territory, which its prices include. */
function ratesOf({ tax, currency }: TaxedShop, now: Date) {
  const atHome = { isPickup: true, countryCode: '', postalCode: '', vatNumberCountry: null }
  const { domesticRateOf } = taxOfDestination(tax, { ...atHome, day: now.toISOString().slice(0, 10) })
  return {
    unit: 10n ** BigInt(6 - decimalsOf(currency)) * 10_000n,
    shareOf: (category: TaxCategory) => BigInt(10_000 + domesticRateOf(category)),
  }
}

/** Half is rounded away from zero. */
function divideHalfUp(dividend: bigint, divisor: bigint): number {
  const absolute = dividend < 0n ? -dividend : dividend
  const quotient = Number((absolute + divisor / 2n) / divisor)
  return dividend < 0n ? -quotient : quotient
}
