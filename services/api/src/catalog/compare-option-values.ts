/** From the smallest to the largest; written `2XL`, they are `XXL`. */
const LETTER_SIZES = ['XXXS', 'XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', 'XXXL', 'XXXXL', 'XXXXXL']

const rankOf = (value: string): number =>
  LETTER_SIZES.indexOf(
    value.toUpperCase().replace(/^(\d)X(?=[SL]$)/, (_, count: string) => 'X'.repeat(Number(count))),
  )

/** The order of option values: letter sizes first, by size; then all others alphabetically, numbers in them by value. */
export function compareOptionValues(locale: string): (a: string, b: string) => number {
  const collator = new Intl.Collator(locale, { numeric: true })
  return (a, b) => {
    const [rankA, rankB] = [rankOf(a), rankOf(b)]
    if (rankA >= 0 && rankB >= 0) return rankA - rankB || collator.compare(a, b)
    if (rankA >= 0 || rankB >= 0) return rankA >= 0 ? -1 : 1
    return collator.compare(a, b)
  }
}
