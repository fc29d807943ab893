import type { Sample } from './sample.ts'
import { lowestOfEach, measureSlope, type Bound, type Point, type Slope } from './slopes.ts'

export interface Judged extends Slope {
  column: string
}

/** Until connections are open, code is compiled and caches are full. */
const WARM_UP_SHARE = 0.3
/** About a minute: a heap is compared after its collections. */
const SAMPLES_PER_COLLECTION = 6

/** Counters of attempts stay in Redis for ten minutes. Before, it fills. */
const REDIS_FILLS_SECONDS = 600

const BOUNDS: [pattern: RegExp, bound: Bound][] = [
  // Each connection keeps up to a thousand files of tables open.
  [/^PostgreSQL descriptors$/, { shareOfMedian: 0.1 }],
  [/ descriptors$/, { atMost: 6 }],
  [/ connections$/, { atMost: 4 }],
  [/ (memory|heap) MB$/, { shareOfMedian: 0.1 }],
]

/** The samples after the warm-up. */
export const afterWarmUp = (samples: readonly Sample[]): Sample[] =>
  samples.slice(Math.ceil(samples.length * WARM_UP_SHARE))

/** Compares the growth of every bounded column with its bound. @param only columns that match; all by default */
export function judge(samples: readonly Sample[], only = /./): Judged[] {
  const steady = afterWarmUp(samples)
  const columns = Object.keys(steady[0] ?? {}).filter((column) => only.test(column))
  return columns.flatMap((column) => {
    const bound = BOUNDS.find(([pattern]) => pattern.test(column))?.[1]
    if (!bound) return []
    if (column === 'Redis memory MB' && (steady[0]?.seconds ?? 0) < REDIS_FILLS_SECONDS) return []
    const points = steady.map((sample): Point => [sample.seconds, sample[column] ?? NaN])
    const lowest = column.endsWith('heap MB') ? lowestOfEach(points, SAMPLES_PER_COLLECTION) : points
    return [{ column, ...measureSlope(lowest, bound) }]
  })
}

/** Growth in kB for each order that was placed after the warm-up. */
export function perOrder(samples: readonly Sample[], column: string): number {
  const steady = afterWarmUp(samples)
  const grown = (name: string) => (steady.at(-1)?.[name] ?? NaN) - (steady[0]?.[name] ?? NaN)
  return (grown(column) * 1000) / grown('orders')
}

/** The verdict in a word: the growth is within the bound, may be beyond it by chance, or is beyond it. */
export function verdictOf({ growth, bound, isFlat }: Slope): 'flat' | 'undecided' | 'grows' {
  if (!isFlat) return 'grows'
  return growth <= bound ? 'flat' : 'undecided'
}
