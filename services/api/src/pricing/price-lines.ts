import { MAX_AMOUNT, taxByRate, type TaxedAmount } from '@triclic/money'
import { applyDiscounts, type AppliedDiscount, type DiscountToApply } from './apply-discounts.ts'
import { priceShipping, type PricedShipping, type ShippingToPrice } from './price-shipping.ts'
import { priceAtDestination, type TaxAtDestination } from './tax-at-destination.ts'

/** A line as it stands in the cart. */
export interface LineToPrice<Category extends string> {
  id: string
  /** Listed price of one unit: minor units, tax of the shop's own country included. */
  unitPrice: number
  /** At least 1. */
  quantity: number
  taxCategory: Category
}

/** Amounts in minor units, tax of the destination included. */
export interface PricedLineAmounts {
  id: string
  /** Price of one unit before discounts. */
  unitPrice: number
  /** In the order in which they were applied; only those that take something off this line. */
  discounts: AppliedDiscount[]
  /** After discounts. */
  total: number
  taxBasisPoints: number
}

/** What is taxed at one rate, in minor units: base + tax is what the buyer pays for it. */
export interface TaxOfRate {
  taxBasisPoints: number
  /** Without tax. */
  base: number
  tax: number
}

export interface OrderToPriceLines<Category extends string> {
  /** At least one. */
  lines: readonly LineToPrice<Category>[]
  /** In the order in which they apply, each to what the one before has left. */
  discounts: readonly DiscountToApply[]
  /** Null if nothing is delivered. */
  shipping: ShippingToPrice<Category> | null
  tax: TaxAtDestination<Category>
}

/** total = subtotal + shippingTotal, both after discounts. The lines add up to the subtotal, the taxes to the total. */
export interface PricedLines {
  lines: PricedLineAmounts[]
  shipping: PricedShipping | null
  subtotal: number
  shippingTotal: number
  total: number
  taxTotal: number
  /** By rate, ascending, without rates of which nothing is charged. Tax is rounded once per rate, half up. */
  taxes: TaxOfRate[]
}

/**
 * Prices an order to the cent, without reading anything: lines, discounts, shipping, and the tax that all of it includes.
 *
 * An amount that belongs to several lines is spread by the largest remainder, so that no cent is lost or invented.
 *
 * @returns null if the order would exceed MAX_AMOUNT before discounts
 * @throws RangeError if an amount, a quantity or a rate is negative or not an integer
 */
export function priceLines<Category extends string>({
  lines,
  discounts,
  shipping,
  tax,
}: OrderToPriceLines<Category>): PricedLines | null {
  const listed = lines.map((line) => {
    const unitPrice = priceAtDestination(line.unitPrice, line.taxCategory, tax)
    return { ...line, unitPrice, total: unitPrice * line.quantity }
  })
  const before = listed.reduce((sum, { total }) => sum + total, 0)
  if (before > MAX_AMOUNT) return null

  const discounted = applyDiscounts(listed, discounts)
  const pricedLines = listed.map(({ id, unitPrice, taxCategory }, index) => ({
    id,
    unitPrice,
    discounts: discounted[index]?.discounts ?? [],
    total: discounted[index]?.total ?? 0,
    taxBasisPoints: tax.rateOf(taxCategory),
  }))
  const goods = listed.map(({ taxCategory, quantity }, index) => ({
    taxCategory,
    quantity,
    total: discounted[index]?.total ?? 0,
  }))
  const pricedShipping = shipping && priceShipping(shipping, goods, discounts, tax)
  if (before + (pricedShipping?.price ?? 0) > MAX_AMOUNT) return null

  const subtotal = pricedLines.reduce((sum, { total }) => sum + total, 0)
  const shippingTotal = pricedShipping?.total ?? 0
  const taxes = taxesOf([
    ...pricedLines.map(({ total, taxBasisPoints }) => ({ amount: total, taxBasisPoints })),
    ...(pricedShipping?.parts ?? []),
  ])
  return {
    lines: pricedLines,
    shipping: pricedShipping,
    subtotal,
    shippingTotal,
    total: subtotal + shippingTotal,
    taxTotal: taxes.reduce((sum, { tax: amount }) => sum + amount, 0),
    taxes,
  }
}

const taxesOf = (amounts: TaxedAmount[]): TaxOfRate[] =>
  taxByRate(amounts.filter(({ amount }) => amount !== 0)).map(({ taxBasisPoints, amount, tax }) => ({
    taxBasisPoints,
    base: amount - tax,
    tax,
  }))
