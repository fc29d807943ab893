import type { Language } from '../kernel/errors.ts'
import { currencyDecimals } from '../kernel/currency-decimals.ts'

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-IE' }

/** An amount in minor units as people of the language write it. */
export function formatMoney(amount: number, currency: string, language: Language): string {
  const decimals = currencyDecimals(currency)
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency, ...digits })
  return format.format(amount / 10 ** decimals)
}
