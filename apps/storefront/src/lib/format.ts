import type { Money } from '#lib/api/documents/fragments.ts'

const tags: Record<string, string> = { fr: 'fr-FR', en: 'en-GB' }

/** ISO 4217: the currencies whose minor unit is not a hundredth. Intl follows what people write, and drops the forint's two decimals. */
const NO_DECIMALS = /^(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)$/
const THREE_DECIMALS = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/
const FOUR_DECIMALS = /^(CLF|UYW)$/

function decimalsOf(currency: string): number {
  if (NO_DECIMALS.test(currency)) return 0
  if (THREE_DECIMALS.test(currency)) return 3
  return FOUR_DECIMALS.test(currency) ? 4 : 2
}

/** "12,50 €" in French, "€12.50" in English; minor units by the currency's own number of decimals. */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const decimals = decimalsOf(currency)
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat(tags[language] ?? language, { style: 'currency', currency, ...digits }).format(
    amount / 10 ** decimals,
  )
}

/** A moment as a day and an hour of the shop's zone. */
export function formatMoment(iso: string, language: string, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short', timeZone }
  return new Intl.DateTimeFormat(tags[language] ?? language, options).format(new Date(iso))
}
