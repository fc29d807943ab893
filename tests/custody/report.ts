import type { Hit } from './scanner.ts'

/** One line a hit, without a digit of any card. */
export const describeHit = (hit: Hit): string =>
  `${hit.what}${hit.entered ? '' : ' (decoy)'}, ${hit.spelling}, ${hit.place} at ${hit.offset}: ${hit.context}` +
  (hit.explanation ? ` [${hit.explanation}]` : '')

/** Whole numbers, and kept digits of nine or more: there may be none, anywhere. */
export const longHits = (hits: readonly Hit[]): string[] =>
  hits.filter(({ what, entered }) => what !== 'SHORT' && entered).map(describeHit)

/** Short digits that nothing around them explains, of entered cards and of decoys. */
export function shortHits(hits: readonly Hit[]): { entered: string[]; decoys: string[] } {
  const unexplained = hits.filter(({ what, explanation }) => what === 'SHORT' && explanation === null)
  return {
    entered: unexplained.filter(({ entered }) => entered).map(describeHit),
    decoys: unexplained.filter(({ entered }) => !entered).map(describeHit),
  }
}
