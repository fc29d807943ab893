import { formatMoney } from '@triclic/money'
import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import type { ShippingMethod, ShippingZone } from './delivery.documents.ts'

type Money = ShippingMethod['price']

export const moneyText = (money: Money): string =>
  money.amount === 0 ? m.delivery_free() : formatMoney(money, getLocale())

/** `800 g`, `1,2 kg`. */
export function weightText(grams: number): string {
  const isLight = grams < 1000
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit: isLight ? 'gram' : 'kilogram' }).format(
    isLight ? grams : grams / 1000,
  )
}

/** What a method costs, in one line: `€4.90, free from €60.00`. */
export function priceText({ kind, price, tiers, freeFrom }: ShippingMethod): string {
  const text = tiers.length > 0 ? rangeText(kind, tiers) : moneyText(price)
  return freeFrom
    ? m.delivery_price_free_from({ price: text, amount: formatMoney(freeFrom, getLocale()) })
    : text
}

function rangeText(kind: ShippingMethod['kind'], tiers: ShippingMethod['tiers']): string {
  const amounts = tiers.map(({ price }) => price).toSorted((a, b) => a.amount - b.amount)
  const [lowest, highest] = [amounts[0], amounts.at(-1)]
  if (!lowest || !highest) return ''
  const range =
    lowest.amount === highest.amount
      ? moneyText(lowest)
      : m.delivery_price_range({ from: moneyText(lowest), to: moneyText(highest) })
  return kind === 'BY_WEIGHT' ? m.delivery_price_by_weight({ range }) : m.delivery_price_by_value({ range })
}

/** `the country's name` by its ISO 3166-1 alpha-2 code, in the language of the page. */
export const countryName = (code: string): string =>
  new Intl.DisplayNames(getLocale(), { type: 'region' }).of(code) ?? code

/** What a zone covers: countries, and the beginnings of postcodes if it is limited to some. */
export function coverageText({
  countries,
  postalPrefixes,
}: Pick<ShippingZone, 'countries' | 'postalPrefixes'>): string {
  if (countries.length === 0) return m.delivery_everywhere_else()
  const names = new Intl.ListFormat(getLocale(), { type: 'unit' }).format(countries.map(countryName))
  return postalPrefixes.length > 0
    ? m.delivery_coverage_postcodes({ countries: names, postcodes: postalPrefixes.join(', ') })
    : names
}
