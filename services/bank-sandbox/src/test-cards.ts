/** First six and last four digits of the bank's test cards; the digits in between do not exist. */
const testCards: Readonly<Record<string, readonly [first: string, last: string]>> = {
  CB: ['497010', '0055'],
  VISA: ['497011', '1003'],
  MASTERCARD: ['597010', '0067'],
}

export const lastDigits = (brand: string): string => testCards[brand]?.[1] ?? ''

export const firstDigits = (brand: string): string => testCards[brand]?.[0] ?? ''

/** First six digits, the mask, last four digits. */
export const maskNumber = (brand: string, mask: string): string =>
  `${firstDigits(brand)}${mask}${lastDigits(brand)}`
