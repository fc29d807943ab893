import type { AppliedDiscount, DiscountToApply } from './apply-discounts.ts'
import type { OrderToPriceLines } from './price-lines.ts'

/** A rational number: numerator and positive denominator. */
type Rational = readonly [bigint, bigint]

const times = ([a, b]: Rational, [c, d]: Rational): Rational => [a * c, b * d]
const whole = (value: number): Rational => [BigInt(value), 1n]
const floorOf = ([a, b]: Rational): bigint => a / b
const halfUp = ([a, b]: Rational): bigint => (2n * a + b) / (2n * b)
const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n)

/** Gives each part the floor of its exact share, then one unit at a time to the part that lacks most. */
function spread(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = sumOf(weights)
  const parts = weights.map((weight) => floorOf([amount * weight, all]))
  while (sumOf(parts) < amount) {
    const lacks = weights.map((weight, index) => amount * weight - (parts[index] ?? 0n) * all)
    const most = lacks.reduce((best, lack, index) => (lack > (lacks[best] ?? 0n) ? index : best), 0)
    parts[most] = (parts[most] ?? 0n) + 1n
  }
  return parts
}

/** The same order priced as slowly and plainly as possible, with exact rational numbers: what priceLines is compared with. */
export function priceByReference<Category extends string>(order: OrderToPriceLines<Category>) {
  const { tax } = order
  const charge = (listed: number | bigint, category: Category): bigint => {
    const ratio: Rational = [
      10_000n + BigInt(tax.rateOf(category)),
      10_000n + BigInt(tax.domesticRateOf(category)),
    ]
    return tax.priceMode === 'SAME_GROSS' ? BigInt(listed) : halfUp(times([BigInt(listed), 1n], ratio))
  }
  const units = order.lines.map((line) => charge(line.unitPrice, line.taxCategory))
  const totals = order.lines.map((line, index) => (units[index] ?? 0n) * BigInt(line.quantity))
  const taken = order.lines.map((): AppliedDiscount[] => [])
  for (const discount of order.discounts)
    for (const [index, amount] of partsOf(totals, order, discount).entries()) {
      totals[index] = (totals[index] ?? 0n) - amount
      if (amount > 0n)
        taken[index]?.push({ discountId: discount.id, label: discount.label, amount: Number(amount) })
    }

  const gross = new Map<number, bigint>()
  const addGross = (category: Category, amount: bigint): void => {
    const rate = tax.rateOf(category)
    gross.set(rate, (gross.get(rate) ?? 0n) + amount)
  }
  for (const [index, line] of order.lines.entries()) addGross(line.taxCategory, totals[index] ?? 0n)

  let shippingPrice = 0n
  const isFree = order.discounts.some(({ kind }) => kind === 'FREE_DELIVERY')
  for (const [category, listed] of shippingByCategory(order, totals)) {
    const charged = charge(listed, category)
    shippingPrice += charged
    if (!isFree) addGross(category, charged)
  }
  const taxes = [...gross]
    .filter(([, amount]) => amount > 0n)
    .sort(([a], [b]) => a - b)
    .map(([rate, amount]) => {
      const tax = halfUp(times(whole(Number(amount)), [BigInt(rate), 10_000n + BigInt(rate)]))
      return { taxBasisPoints: rate, base: Number(amount - tax), tax: Number(tax) }
    })
  return {
    lines: totals.map((total, index) => ({ total: Number(total), discounts: taken[index] ?? [] })),
    subtotal: Number(sumOf(totals)),
    shippingTotal: isFree ? 0 : Number(shippingPrice),
    total: Number(sumOf(totals) + (isFree ? 0n : shippingPrice)),
    taxes,
  }
}

/** What a discount takes off each line. */
function partsOf<Category extends string>(
  totals: readonly bigint[],
  { lines }: OrderToPriceLines<Category>,
  discount: DiscountToApply,
): bigint[] {
  if (discount.kind === 'FREE_DELIVERY') return []
  const weights = lines.map(({ id }, index) => (discount.lineIds.includes(id) ? (totals[index] ?? 0n) : 0n))
  const base = sumOf(weights)
  if (base === 0n) return []
  const wanted =
    discount.kind === 'AMOUNT'
      ? BigInt(discount.amount)
      : halfUp([base * BigInt(discount.basisPoints), 10_000n])
  return spread(wanted < base ? wanted : base, weights)
}

function shippingByCategory<Category extends string>(
  { lines, shipping }: OrderToPriceLines<Category>,
  totals: readonly bigint[],
): [Category, bigint][] {
  if (!shipping) return []
  if (shipping.taxCategory !== null) return [[shipping.taxCategory, BigInt(shipping.price)]]
  const categories = [...new Set(lines.map(({ taxCategory }) => taxCategory))].sort()
  const weigh = (weightOf: (index: number) => bigint): bigint[] =>
    categories.map((category) =>
      sumOf(lines.map((line, index) => (line.taxCategory === category ? weightOf(index) : 0n))),
    )
  const values = weigh((index) => totals[index] ?? 0n)
  const weights = sumOf(values) > 0n ? values : weigh((index) => BigInt(lines[index]?.quantity ?? 0))
  const parts = spread(BigInt(shipping.price), weights)
  return categories.map((category, index) => [category, parts[index] ?? 0n])
}
