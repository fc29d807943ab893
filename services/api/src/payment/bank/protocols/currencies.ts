/** ISO 4217 numeric codes that the banks' forms speak. A currency that is not here can't be paid at a bank. */
const NUMERIC: Record<string, string> = {
  EUR: '978',
  GBP: '826',
  USD: '840',
  CHF: '756',
  CAD: '124',
  XPF: '953',
  SEK: '752',
  NOK: '578',
  DKK: '208',
  PLN: '985',
  CZK: '203',
  JPY: '392',
  AUD: '036',
}

const ALPHA = Object.fromEntries(Object.entries(NUMERIC).map(([alpha, numeric]) => [numeric, alpha]))

export function numericCurrency(alpha: string): string {
  const numeric = NUMERIC[alpha]
  if (!numeric) throw new Error(`No ISO 4217 number is known for ${alpha}.`)
  return numeric
}

/** The letters of a numeric code; the code itself if unknown, so that it can't equal a frozen currency. */
export const alphaCurrency = (numeric: string): string => ALPHA[numeric] ?? numeric
