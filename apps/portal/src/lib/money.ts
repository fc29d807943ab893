interface Money {
  amount: number
  currency: string
}

const minorDigits = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** `12,50 €` or `€12.50`. */
export const formatMoney = ({ amount, currency }: Money, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 10 ** minorDigits(currency))

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
