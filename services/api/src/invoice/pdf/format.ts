import { formatMoney } from '@triclic/money'
import type { Language } from '../../kernel/errors.ts'

/** The locale of numbers and dates: British in English, as the other texts of the product. */
const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

/** An ISO date for people to read: `30 novembre 2026`. */
export const formatDay = (
  isoDate: string,
  language: Language,
  dateStyle: 'long' | 'medium' = 'long',
): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle, timeZone: 'UTC' }).format(
    new Date(`${isoDate}T00:00:00Z`),
  )

/** @param amount minor units */
export const formatAmount = (amount: number, currency: string, language: Language): string =>
  formatMoney({ amount, currency }, LOCALES[language])

/** A unit price, with all the decimals it is written with. @param price decimal in major units */
export function formatUnitPrice(price: string, currency: string, language: Language): string {
  const decimals = price.split('.')[1]?.length ?? 0
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(price as `${number}`)
}

/** 550 basis points are `5,5 %`. */
export const formatRate = (basisPoints: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  )

export const formatCountry = (countryCode: string, language: Language): string =>
  new Intl.DisplayNames(LOCALES[language], { type: 'region' }).of(countryCode) ?? countryCode

/** `732829320` as `732 829 320`, and a SIRET with the number of the establishment after it. */
export const formatSiren = (number: string): string =>
  number.replace(/^(\d{3})(\d{3})(\d{3})(\d*)$/, '$1\u00a0$2\u00a0$3\u00a0$4').trim()
