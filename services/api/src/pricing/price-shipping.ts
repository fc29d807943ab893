import { allocate, taxByRate, type TaxedAmount } from '@triclic/money'
import type { AppliedDiscount, DiscountToApply } from './apply-discounts.ts'
import { priceAtDestination, type TaxAtDestination } from './tax-at-destination.ts'

export interface ShippingToPrice<Category extends string> {
  /** Listed price: minor units, tax of the shop's own country included. */
  price: number
  /** Null: taxed like the goods, in proportion to what they cost after discounts, as delivery is part of their sale. */
  taxCategory: Category | null
}

/** Amounts in minor units, tax of the destination included. */
export interface PricedShipping {
  /** Before discounts. */
  price: number
  discounts: AppliedDiscount[]
  /** After discounts. */
  total: number
  /** The total by tax rate, ascending; one entry unless it is taxed like goods of several rates. */
  parts: TaxedAmount[]
}

interface Goods<Category extends string> {
  taxCategory: Category
  quantity: number
  /** After discounts. */
  total: number
}

/** Prices the delivery of goods. The first discount that makes it free takes off all of it. */
export function priceShipping<Category extends string>(
  shipping: ShippingToPrice<Category>,
  goods: readonly Goods<Category>[],
  discounts: readonly DiscountToApply[],
  tax: TaxAtDestination<Category>,
): PricedShipping {
  const charged = splitByCategory(shipping, goods).map(([category, listed]) => ({
    amount: priceAtDestination(listed, category, tax),
    taxBasisPoints: tax.rateOf(category),
  }))
  const price = charged.reduce((sum, { amount }) => sum + amount, 0)
  const free = price > 0 && discounts.find(({ kind }) => kind === 'FREE_DELIVERY')
  const parts = taxByRate(charged.map((part) => (free ? { ...part, amount: 0 } : part)))
  return {
    price,
    discounts: free ? [{ discountId: free.id, label: free.label, amount: price }] : [],
    total: free ? 0 : price,
    parts: parts.map(({ amount, taxBasisPoints }) => ({ amount, taxBasisPoints })),
  }
}

/** The listed price by tax category. */
function splitByCategory<Category extends string>(
  { price, taxCategory }: ShippingToPrice<Category>,
  goods: readonly Goods<Category>[],
): [Category, number][] {
  if (taxCategory !== null) return [[taxCategory, price]]
  const isFree = goods.every(({ total }) => total === 0)
  const weights = new Map<Category, number>()
  for (const { taxCategory: category, total, quantity } of goods)
    weights.set(category, (weights.get(category) ?? 0) + (isFree ? quantity : total))
  const categories = [...weights].sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = allocate(
    price,
    categories.map(([, weight]) => weight),
  )
  return categories.map(([category], index) => [category, parts[index] ?? 0])
}
