import { joinNumber, keptChecksum, missingFits, type CardBrand } from '@triclic/card-core'

/** What the two halves make: not all six yet, six that can't belong to them, another brand's card, or the card. */
export type Verdict = 'INCOMPLETE' | 'DIGITS_DO_NOT_FIT' | 'OTHER_BRAND' | 'FITS'

/** Judged in the page alone: one wrong digit is always seen, but one in ten wrong halves would still fit. */
export function judgeHalves(kept: string, missing: string, brand: CardBrand): Verdict {
  if (missing.length < 6) return 'INCOMPLETE'
  if (!missingFits(missing, keptChecksum(kept))) return 'DIGITS_DO_NOT_FIT'
  return joinNumber(kept, missing).brand === brand ? 'FITS' : 'OTHER_BRAND'
}
