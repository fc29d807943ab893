import type { Language } from './payment.ts'

/**
 * ISO 4217 numeric code → alphabetic code and decimals, for the currencies that French payment gateways commonly accept.
 * Written separately from the API's table, so that an error in one of them shows in the tests.
 */
export const currencies: Readonly<Record<string, { code: string; decimals: number }>> = {
  '036': { code: 'AUD', decimals: 2 },
  '124': { code: 'CAD', decimals: 2 },
  '203': { code: 'CZK', decimals: 2 },
  '208': { code: 'DKK', decimals: 2 },
  '348': { code: 'HUF', decimals: 2 },
  '392': { code: 'JPY', decimals: 0 },
  '504': { code: 'MAD', decimals: 2 },
  '578': { code: 'NOK', decimals: 2 },
  '752': { code: 'SEK', decimals: 2 },
  '756': { code: 'CHF', decimals: 2 },
  '788': { code: 'TND', decimals: 3 },
  '826': { code: 'GBP', decimals: 2 },
  '840': { code: 'USD', decimals: 2 },
  '952': { code: 'XOF', decimals: 0 },
  '953': { code: 'XPF', decimals: 0 },
  '978': { code: 'EUR', decimals: 2 },
  '985': { code: 'PLN', decimals: 2 },
}

/** Formats minor units for people: 1234 of currency 978 is `12,34 €` in French. */
export function formatAmount(amount: number, currency: string, language: Language): string {
  const known = currencies[currency]
  if (!known) return `${amount} (${currency})`
  const format = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: known.code,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: known.decimals,
    maximumFractionDigits: known.decimals,
  })
  return format.format(amount / 10 ** known.decimals)
}
