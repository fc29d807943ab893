import type { Money } from '#lib/api/types.ts'

const tags: Record<string, string> = { fr: 'fr-FR', en: 'en-GB' }

/** "12,50 €" in French, "€12.50" in English; minor units by the currency's own number of decimals. */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const format = new Intl.NumberFormat(tags[language] ?? language, { style: 'currency', currency })
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amount / 10 ** decimals)
}

/** A moment as a day and an hour of the shop's zone. */
export function formatMoment(iso: string, language: string, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short', timeZone }
  return new Intl.DateTimeFormat(tags[language] ?? language, options).format(new Date(iso))
}
