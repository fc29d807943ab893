import type { PriceMode, TaxAtDestination } from '../pricing/tax-at-destination.ts'
import { isRated, rateOn, type RatedTerritory } from './rates.ts'
import { TaxCategory } from './tax-category.ts'
import { taxTerritoryOf, territoryOfCode, type TaxTerritory } from './tax-territory.ts'

/** Why an order carries no VAT. */
export type TaxExemption =
  /** The goods leave the shop's VAT area and the Union. */
  | 'EXPORT'
  /** Sold to a business of another member state, whose VAT number was checked. */
  | 'INTRA_COMMUNITY'
  /** The shop is exempt as a small business. */
  | 'SMALL_BUSINESS'
  /** VAT is not applied where the shop is established: Guyane, Mayotte. */
  | 'NOT_APPLIED'

/** What a shop has declared about its VAT. */
export interface ShopTax {
  /** Code of the VAT territory of its establishment: see tax-territory.ts. */
  territory: string
  isSmallBusiness: boolean
  /** First day, UTC, on which it charges the VAT of the buyer's member state; null: it charges its own. */
  ossSince: string | null
  priceMode: PriceMode
  /** Its own rates in basis points, by tax category: of OTHER anywhere, of all categories where no rates are known. */
  rates: Partial<Record<TaxCategory, number>>
}

export interface TaxDestination {
  /** The buyer takes the goods at the shop, wherever the address is. */
  isPickup: boolean
  countryCode: string
  postalCode: string
  /** The member state of the buyer's VAT number, if the number was found valid; else null. */
  vatNumberCountry: string | null
  /** ISO date, UTC. */
  day: string
}

export interface TaxOfDestination extends TaxAtDestination<TaxCategory> {
  exemption: TaxExemption | null
  /** Code of the VAT territory of the destination. */
  territory: string
  /** Whether the sale counts towards the threshold of art. 59c: to a buyer without a valid VAT number in another member state. */
  isDistanceSale: boolean
  /** Whether a checked VAT number of the buyer makes the order exempt, or would. */
  acceptsVatNumber: boolean
}

/** Decides what VAT an order carries: which rates, or why none. */
export function taxOfDestination(shop: ShopTax, destination: TaxDestination): TaxOfDestination {
  const home = territoryOfCode(shop.territory)
  const to = destination.isPickup ? home : taxTerritoryOf(destination.countryCode, destination.postalCode)
  const { day } = destination
  const exemption = exemptionOf(shop, home, to, destination.vatNumberCountry)
  const domesticRateOf = (category: TaxCategory): number =>
    isExemptAtHome(shop, home) ? 0 : shopRate(shop, home, category, day)
  const isDistanceSale =
    home.isInUnion && to.isInUnion && to.area !== home.area && exemption !== 'INTRA_COMMUNITY'
  const acceptsVatNumber = exemption === 'INTRA_COMMUNITY' || (isDistanceSale && exemption === null)
  const usesDestination = isDistanceSale && shop.ossSince !== null && shop.ossSince <= day
  const rateOf = (category: TaxCategory): number => {
    if (exemption) return 0
    if (!usesDestination) return domesticRateOf(category)
    const rated = ratedTerritoryOf(to)
    if (!rated) throw new Error(`No rates of the member state ${to.area} are known`)
    return rateOn(rated, category, day)
  }
  return {
    rateOf,
    domesticRateOf,
    priceMode: shop.priceMode,
    exemption,
    territory: to.code,
    isDistanceSale,
    acceptsVatNumber,
  }
}

/** The rate of a category in the shop's own territory, in basis points. */
export function shopRate(shop: ShopTax, home: TaxTerritory, category: TaxCategory, day: string): number {
  const rated = ratedTerritoryOf(home)
  if (!rated) return shop.rates[category] ?? shop.rates.STANDARD ?? 0
  if (category === TaxCategory.OTHER && shop.rates.OTHER !== undefined) return shop.rates.OTHER
  return rateOn(rated, category, day)
}

/** Where to find a territory's rates; null if they are not known. Northern Ireland has the British rates. */
export function ratedTerritoryOf({ code, area }: TaxTerritory): RatedTerritory | null {
  if (code === 'XI') return 'GB'
  return [code, area].find(isRated) ?? null
}

function exemptionOf(
  shop: ShopTax,
  home: TaxTerritory,
  to: TaxTerritory,
  vatNumberCountry: string | null,
): TaxExemption | null {
  if (shop.isSmallBusiness) return 'SMALL_BUSINESS'
  if (isExemptAtHome(shop, home)) return 'NOT_APPLIED'
  if (isSameArea(home, to)) return null
  if (!home.isInUnion || !to.isInUnion) return 'EXPORT'
  return vatNumberCountry !== null && vatNumberCountry !== home.area ? 'INTRA_COMMUNITY' : null
}

const isExemptAtHome = (shop: ShopTax, home: TaxTerritory): boolean =>
  shop.isSmallBusiness || home.code === 'GF' || home.code === 'YT'

/** Northern Ireland belongs to the Union for goods from the Union, and to the United Kingdom for goods from there. */
const isSameArea = (home: TaxTerritory, to: TaxTerritory): boolean =>
  home.area === to.area || [home.area, to.area].sort().join() === 'GB,XI'
