/** ISO 4217: numeric code → letters and decimals, for the currencies a French intermediary commonly takes. */
export const currencies: Readonly<Record<string, { letters: string; decimals: number }>> = {
  '036': { letters: 'AUD', decimals: 2 },
  '124': { letters: 'CAD', decimals: 2 },
  '203': { letters: 'CZK', decimals: 2 },
  '208': { letters: 'DKK', decimals: 2 },
  '348': { letters: 'HUF', decimals: 2 },
  '392': { letters: 'JPY', decimals: 0 },
  '504': { letters: 'MAD', decimals: 2 },
  '578': { letters: 'NOK', decimals: 2 },
  '752': { letters: 'SEK', decimals: 2 },
  '756': { letters: 'CHF', decimals: 2 },
  '788': { letters: 'TND', decimals: 3 },
  '826': { letters: 'GBP', decimals: 2 },
  '840': { letters: 'USD', decimals: 2 },
  '952': { letters: 'XOF', decimals: 0 },
  '953': { letters: 'XPF', decimals: 0 },
  '978': { letters: 'EUR', decimals: 2 },
  '985': { letters: 'PLN', decimals: 2 },
}

/** `1234`, `978` → `12,34 €` as the language writes it. */
export function formatAmount(amount: number, currency: string, language: 'fr' | 'en'): string {
  const known = currencies[currency]
  if (!known) return `${amount} (${currency})`
  const form = { style: 'currency', currency: known.letters } as const
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', form).format(
    amount / 10 ** known.decimals,
  )
}
