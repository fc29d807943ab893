import type { CatalogShippingMethod, CatalogShippingZone } from '../catalog/catalog.ts'
import type { Destination } from './destination.ts'
import { findZone } from './find-zone.ts'

/** What is to be delivered. */
export interface Parcel {
  /** A product without a weight counts as 0. */
  weightGrams: number
  /** The goods after discounts, in minor units, including tax. */
  value: number
}

export interface ShippingRules {
  zones: readonly CatalogShippingZone[]
  /** Enabled methods, in the merchant's order. */
  methods: readonly CatalogShippingMethod[]
}

/** A method with its price for one parcel, in minor units, including tax. */
export type OfferedMethod = CatalogShippingMethod

/** The methods that a buyer may choose for a parcel: those of the destination's zone that take it, and pickup. */
export function offerMethods(
  { zones, methods }: ShippingRules,
  destination: Destination,
  parcel: Parcel,
): OfferedMethod[] {
  const zone = findZone(zones, destination)
  return methods.flatMap((method) => {
    if (method.zoneId !== null && method.zoneId !== zone?.id) return []
    const price = deliveryPrice(method, parcel)
    return price === null ? [] : [{ ...method, price }]
  })
}

type Priced = Pick<CatalogShippingMethod, 'kind' | 'price' | 'tiers' | 'freeFrom'>

/** In minor units, including tax; null if the method does not take a parcel of this weight or value. */
export function deliveryPrice(method: Priced, parcel: Parcel): number | null {
  const price = tierPrice(method, parcel)
  if (price === null) return null
  return method.freeFrom !== null && parcel.value >= method.freeFrom ? 0 : price
}

function tierPrice({ kind, price, tiers }: Priced, { weightGrams, value }: Parcel): number | null {
  if (kind === 'FLAT' || kind === 'PICKUP') return price
  const measure = kind === 'BY_WEIGHT' ? weightGrams : value
  return tiers.find(({ upTo }) => upTo === null || measure <= upTo)?.price ?? null
}

/** Whether the price of a method depends on the parcel. */
export const dependsOnParcel = ({ tiers, freeFrom }: Priced): boolean => tiers.length > 0 || freeFrom !== null
