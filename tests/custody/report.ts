import type { Hit } from './scanner.ts'

/** A hit in one line, without a digit of a card. */
export const describeHit = (hit: Hit): string =>
  `${hit.part}${hit.entered ? '' : ' (decoy)'}, ${hit.spelling}, ${hit.place} at ${hit.offset}: ${hit.context}` +
  (hit.explanation ? ` [${hit.explanation}]` : '')

/** Whole numbers and kept digits of nine or more, of which none is allowed anywhere. */
export const longHits = (hits: readonly Hit[]): string[] =>
  hits.filter(({ part, entered }) => part !== 'SHORT' && entered).map(describeHit)

/** Short digits whose surroundings do not explain them, of entered cards and of decoys. */
export function shortHits(hits: readonly Hit[]): { entered: string[]; decoys: string[] } {
  const unexplained = hits.filter(({ part, explanation }) => part === 'SHORT' && explanation === null)
  return {
    entered: unexplained.filter(({ entered }) => entered).map(describeHit),
    decoys: unexplained.filter(({ entered }) => !entered).map(describeHit),
  }
}

/** Describes hits as text, such as `3 × FULL, 1 × FULL of decoys`. */
export function countHits(hits: readonly Hit[]): string {
  const groups = Object.groupBy(hits, ({ part, entered }) => `${part}${entered ? '' : ' of decoys'}`)
  const counts = Object.entries(groups).map(([kind, group]) => `${group?.length} × ${kind}`)
  return counts.join(', ') || 'no hits'
}
