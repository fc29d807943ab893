/** First six and last four digits of the cards this bank offers; the rest it never has. */
const testCards: Readonly<Record<string, readonly [first: string, last: string]>> = {
  CB: ['497010', '0055'],
  VISA: ['497011', '1003'],
  MASTERCARD: ['597010', '0067'],
}

export const lastDigits = (brand: string): string => testCards[brand]?.[1] ?? ''

export const firstDigits = (brand: string): string => testCards[brand]?.[0] ?? ''

/** `497010` + mask + `0055`. */
export const maskNumber = (brand: string, mask: string): string =>
  `${firstDigits(brand)}${mask}${lastDigits(brand)}`
