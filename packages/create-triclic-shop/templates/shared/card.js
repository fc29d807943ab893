/** @typedef {'VISA' | 'MASTERCARD' | 'AMERICAN_EXPRESS' | 'DINERS_CLUB'} Brand */

/** @type {Record<Brand, string>} */
export const BRAND_NAMES = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
}

/** @type {[RegExp, Brand][]} */
const BEGINNINGS = [
  [/^4/, 'VISA'],
  [/^(5[1-5]|2[2-7])/, 'MASTERCARD'],
  [/^3[47]/, 'AMERICAN_EXPRESS'],
  [/^3[0689]/, 'DINERS_CLUB'],
]

/** The brand that a number begins like. @param {string} number */
export const brandOf = (number) =>
  BEGINNINGS.find(([beginning]) => beginning.test(number.trim()))?.[1] ?? null

/** Reads `12/27`, `12/2027` or `1227`; null for anything else. @param {string} text */
export function parseExpiry(text) {
  const [, month, year] = /^\s*(\d{1,2})\s*[/.-]?\s*(?:20)?(\d{2})\s*$/.exec(text) ?? []
  return month && year ? { expiryMonth: Number(month), expiryYear: 2000 + Number(year) } : null
}

/** What a mailed link says behind `#`: browsers never send that to a server. @param {string} hash */
export function parseLink(hash) {
  const [, code, token] = /^#([\w-]{1,64})\.(\S{1,512})$/.exec(hash) ?? []
  return code && token ? { code, token } : null
}
