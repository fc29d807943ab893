interface Money {
  amount: number
  currency: string
}

/** ISO 4217: the currencies whose minor unit is not a hundredth. Intl follows what people write, and drops the forint's two decimals. */
const NO_DECIMALS = /^(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)$/
const THREE_DECIMALS = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/
const FOUR_DECIMALS = /^(CLF|UYW)$/

function minorDigits(currency: string): number {
  if (NO_DECIMALS.test(currency)) return 0
  if (THREE_DECIMALS.test(currency)) return 3
  return FOUR_DECIMALS.test(currency) ? 4 : 2
}

/** `12,50 €` or `€12.50`. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const digits = minorDigits(currency)
  const asKept = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...asKept }).format(
    amount / 10 ** digits,
  )
}

/** The amount alone, as `parseAmount` reads it back: `1234,50` or `1234.50`. */
export const writeAmount = ({ amount, currency }: Money, locale: string): string => {
  const digits = minorDigits(currency)
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, useGrouping: false }).format(
    amount / 10 ** digits,
  )
}

/** Minor units of an amount as people write it (`1 234,50`, `12.5`, `12`); null if it is none, or finer than the currency. */
export function parseAmount(written: string, currency: string): number | null {
  const digits = minorDigits(currency)
  const [, whole, fraction = ''] =
    /^(\d+)(?:[.,](\d+))?$/.exec(written.replace(/[\s\u00a0\u202f]/g, '')) ?? []
  if (whole === undefined || fraction.length > digits) return null
  const amount = Number(whole + fraction.padEnd(digits, '0'))
  return amount <= 2_147_483_647 ? amount : null
}
