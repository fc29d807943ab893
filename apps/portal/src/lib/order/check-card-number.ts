import { joinNumber, keptChecksum, missingFits, type CardBrand } from '@triclic/card-core'

export type CardNumberCheck = 'INCOMPLETE' | 'DIGITS_DO_NOT_FIT' | 'OTHER_BRAND' | 'FITS'

/**
 * Checks in the browser that the kept digits and the last six digits make a card number of the brand. The checksum
 * detects any single wrong digit, but one in ten wrong combinations passes.
 */
export function checkCardNumber(keptDigits: string, lastSix: string, brand: CardBrand): CardNumberCheck {
  if (lastSix.length < 6) return 'INCOMPLETE'
  if (!missingFits(lastSix, keptChecksum(keptDigits))) return 'DIGITS_DO_NOT_FIT'
  return joinNumber(keptDigits, lastSix).brand === brand ? 'FITS' : 'OTHER_BRAND'
}
