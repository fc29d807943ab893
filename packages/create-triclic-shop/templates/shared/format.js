/**
 * @typedef {import('./texts.js').Language} Language
 * @typedef {{ amount: number, currency: string }} Money in minor units: 1250 EUR is 12.50 €
 */

/** @param {Money} money @param {Language} language */
export function formatMoney({ amount, currency }, language) {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** @param {string} time RFC 3339 @param {Language} language @param {string} timeZone of the shop */
export const formatTime = (time, language, timeZone) =>
  new Date(time).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short', timeZone })

/** @param {string} code ISO 3166-1 alpha-2 @param {Language} language */
export const countryName = (code, language) =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code

/** The only variant of a product without options has a name that is not worth showing. @param {string} product @param {string} variant */
export const nameOf = (product, variant) => (variant === 'Standard' ? product : `${product}, ${variant}`)
