import type { Language } from '../errors.ts'

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-IE' }

/** An amount in minor units as people of the language write it. */
export function formatMoney(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
