import { luhnRemainder, readDigits } from './digits.ts'

/** The four supported brands, in the order in which lists of brands are returned. */
export type CardBrand = 'VISA' | 'MASTERCARD' | 'AMERICAN_EXPRESS' | 'DINERS_CLUB'

/** Number ranges, lengths and print layout of a brand. */
export interface BrandFacts {
  brand: CardBrand
  /** First digits of the brand's numbers: lowest and highest, both inclusive and of equal length. */
  ranges: readonly (readonly [low: string, high: string])[]
  /** Allowed total numbers of digits, ascending. */
  lengths: readonly number[]
  /** Sizes of the printed groups; the first row that is long enough for the number applies. */
  groupings: readonly (readonly number[])[]
}

/**
 * The four brands; their ranges do not overlap.
 *
 * Sources. Visa: 13 digits is the legacy length (Authorize.Net test numbers); 16 and 19 are from Worldpay's card table;
 * no scheme document was found for 18. Mastercard: the scheme's guide to the 2-series (222100 to 272099, since 2017);
 * 54 and 55 of Diners Club US/Canada are processed as Mastercard (Worldpay, appendix B). American Express: 34 and 37 in
 * every table. Diners Club: 14 to 19 digits in Worldpay's table; 3095 is Diners Club between ranges that JCB routes to
 * Discover; Hipercard's 384100 lies inside 38 and cannot be distinguished. A co-badged Carte Bancaire has a Visa or
 * Mastercard number; those of Carte Bancaire alone are in no range here.
 */
export const brands: readonly BrandFacts[] = [
  {
    brand: 'VISA',
    ranges: [['4', '4']],
    lengths: [13, 16, 19],
    groupings: [[4, 4, 4, 4, 3]],
  },
  {
    brand: 'MASTERCARD',
    ranges: [
      ['51', '55'],
      ['2221', '2720'],
    ],
    lengths: [16],
    groupings: [[4, 4, 4, 4]],
  },
  {
    brand: 'AMERICAN_EXPRESS',
    ranges: [
      ['34', '34'],
      ['37', '37'],
    ],
    lengths: [15],
    groupings: [[4, 6, 5]],
  },
  {
    brand: 'DINERS_CLUB',
    ranges: [
      ['300', '305'],
      ['3095', '3095'],
      ['36', '36'],
      ['38', '39'],
    ],
    lengths: [14, 15, 16, 17, 18, 19],
    groupings: [
      [4, 6, 4],
      [4, 4, 4, 4, 3],
    ],
  },
]

/** Whether a number of the brand can start with these digits, judging by its ranges alone. */
export function startsInRange(facts: BrandFacts, digits: string): boolean {
  return facts.ranges.some(([low, high]) => {
    const start = digits.slice(0, low.length)
    // A string never sorts after a longer one that it is a prefix of, so only `low` needs to be shortened.
    return start >= low.slice(0, start.length) && start <= high
  })
}

/**
 * The brand of a complete number that is in one of the brand's ranges, has one of its lengths and passes Luhn;
 * otherwise null. Spaces and hyphens are ignored.
 */
export function brandOf(number: string): CardBrand | null {
  const digits = readDigits(number)
  if (digits === null) return null
  const facts = brands.find((brand) => brand.lengths.includes(digits.length) && startsInRange(brand, digits))
  return facts && luhnRemainder(digits) === 0 ? facts.brand : null
}

/** First six digits of cards that are Carte Bancaire alone. Source: the card tables of ActiveMerchant. */
const CARTE_BANCAIRE_ONLY = ['507589', '507590', '507593', '507594', '507595', '585501']

/**
 * Whether a complete number is that of a Carte Bancaire without Visa or Mastercard: the number is valid, but is none of
 * the four brands. For a message that says so; such a card is refused like any other number.
 */
export function isCarteBancaireOnly(number: string): boolean {
  const digits = readDigits(number)
  return (
    digits?.length === 16 && CARTE_BANCAIRE_ONLY.includes(digits.slice(0, 6)) && luhnRemainder(digits) === 0
  )
}
