/** The four brands, in the order in which lists of brands are given. */
export type CardBrand = 'VISA' | 'MASTERCARD' | 'AMERICAN_EXPRESS' | 'DINERS_CLUB'

export interface BrandFacts {
  brand: CardBrand
  /** First digits of its numbers, lowest and highest, both included and of equal length. */
  ranges: readonly (readonly [low: string, high: string])[]
  /** Digits in a number, ascending. */
  lengths: readonly number[]
  /** Digits in a printed group, by the shortest row that holds the number. */
  groupings: readonly (readonly number[])[]
}

/**
 * What is known of each brand; no two ranges overlap.
 *
 * Sources. Visa: 13 is the legacy length (test numbers of Authorize.Net), 16 and 19 of Worldpay's card table; no
 * document of the scheme was found for 18. Mastercard: its guide to the 2-series (222100 to 272099, since 2017);
 * 54 and 55 of Diners Club US/Canada are submitted as Mastercard (Worldpay, appendix B). American Express: 34 and 37
 * in every table. Diners Club: Worldpay's table, 14 to 19 digits; 3095 is its own between ranges that JCB routes to
 * Discover; Hipercard's 384100 lies inside 38 and can't be told apart. A co-badged Carte Bancaire carries a Visa or
 * a Mastercard number; BINs of Carte Bancaire alone (507589, 585501 …) are in no range here.
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
