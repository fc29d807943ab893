import { formatMoney, type Money } from '@triclic/money'

interface Stock {
  onHand: number
  reserved: number
  available: number
  lowStockThreshold: number | null
}

/** Whether what buyers can still order has come down to the threshold, or to nothing. */
export const isLow = ({
  available,
  lowStockThreshold,
}: Pick<Stock, 'available' | 'lowStockThreshold'>): boolean => available <= (lowStockThreshold ?? 0)

export const totalOf = (stocks: readonly Stock[], field: 'onHand' | 'reserved' | 'available'): number =>
  stocks.reduce((total, stock) => total + stock[field], 0)

/** The lowest price, and the highest if it is another: `12,00 € – 15,00 €`. */
export function priceRange(variants: readonly { price: Money }[], locale: string): string {
  const prices = variants.map(({ price }) => price).toSorted((a, b) => a.amount - b.amount)
  const [lowest] = prices
  const highest = prices.at(-1)
  if (!lowest || !highest) return ''
  const texts = new Set([lowest, highest].map((price) => formatMoney(price, locale)))
  return [...texts].join(' – ')
}

/** Low stock first, then what will be gone first. */
export const byUrgency = (a: Stock, b: Stock): number =>
  Number(isLow(b)) - Number(isLow(a)) || a.available - b.available
