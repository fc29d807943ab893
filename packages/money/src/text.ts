import { decimalsOf } from './currencies.ts'
import { MAX_AMOUNT, type Money } from './money.ts'

/** The options of `Intl.NumberFormat` that do not change the amount. */
export type FormatOptions = Pick<
  Intl.NumberFormatOptions,
  'currencyDisplay' | 'signDisplay' | 'trailingZeroDisplay'
>

/**
 * An amount for people to read: `12,50 €` in French (with the non-breaking space of `Intl`), `€12.50` in English.
 *
 * The symbol is the narrow one (`£`, not French `£GB`) unless `options.currencyDisplay` says otherwise.
 *
 * @param locale BCP 47 language tag
 * @throws RangeError if the currency is not three letters, the locale is malformed or the amount is not an integer
 */
export function formatMoney(money: Money, locale: string, options: FormatOptions = {}): string {
  return numberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
    ...fixedDecimals(money.currency),
    ...options,
  }).format(toDecimalString(money))
}

/** The amount without currency or grouping, to prefill an input: `1234,50` or `1234.50`. `parseAmount` reads it back. */
export function formatForInput(money: Money, locale: string): string {
  const options = { ...fixedDecimals(money.currency), useGrouping: false }
  return numberFormat(locale, options).format(toDecimalString(money))
}

/**
 * Minor units of an amount as people type it (`1 234,50`, `12.5`, `12`).
 *
 * Null if the text is not such an amount, has more decimals than the currency, or exceeds `MAX_AMOUNT`. A text with
 * both comma and point is refused, because which of them separates the decimals depends on the country.
 */
export function parseAmount(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency)
  const [, whole, fraction = ''] = /^(\d+)(?:[.,](\d+))?$/.exec(text.replace(/\s/g, '')) ?? []
  if (whole === undefined || fraction.length > decimals) return null
  const amount = Number(whole + fraction.padEnd(decimals, '0'))
  return amount <= MAX_AMOUNT ? amount : null
}

/**
 * The amount as a plain decimal number with all decimals of the currency: `12.50`, `-0.05`, `1500` for yen. For
 * bank protocols.
 *
 * @throws RangeError if the amount is not a safe integer
 */
export function toDecimalString({ amount, currency }: Money): `${number}` {
  if (!Number.isSafeInteger(amount)) throw new RangeError('The amount is not a safe integer')
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals)
  return `${amount < 0 ? '-' : ''}${whole}${fraction && `.${fraction}`}` as `${number}`
}

function fixedDecimals(currency: string): Intl.NumberFormatOptions {
  const decimals = decimalsOf(currency)
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
}

const MAX_FORMATS = 100
const formats = new Map<string, Intl.NumberFormat>()

/** Creating a format takes about ten times as long as using it. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options])
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.NumberFormat(locale, options)
  if (formats.size >= MAX_FORMATS) formats.clear()
  formats.set(key, format)
  return format
}
