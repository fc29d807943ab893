import { forEachInSlices, sortInSlices } from './slices.ts'

type Compare<T> = (a: T, b: T) => number

/** The index of the first item of a sorted array for which `isAtOrAfter` holds; the length if there is none. */
export function firstIndex<T>(sorted: readonly T[], isAtOrAfter: (item: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isAtOrAfter(sorted[middle] as T)) high = middle
    else low = middle + 1
  }
  return low
}

const SEARCHES_PER_SLICE = 100

/**
 * A copy of a sorted array without the items `removed`, which must be in it, and with the items `added`. It compares as many items
 * as changed, not as many as there are, and lets other requests be served meanwhile.
 */
export async function changeSorted<T>(
  sorted: readonly T[],
  { removed, added }: { removed: readonly T[]; added: readonly T[] },
  compare: Compare<T>,
): Promise<T[]> {
  const sortedAdded = await sortInSlices(added, compare)
  if (sorted.length === 0) return sortedAdded
  if (removed.length + added.length === 0) return [...sorted]
  const changes: { at: number; added?: T }[] = []
  const indexOf = (item: T) => firstIndex(sorted, (other) => compare(other, item) >= 0)
  await forEachInSlices(removed, SEARCHES_PER_SLICE, (item) => changes.push({ at: indexOf(item) }))
  await forEachInSlices(sortedAdded, SEARCHES_PER_SLICE, (item) =>
    changes.push({ at: indexOf(item), added: item }),
  )
  // An item is added before the one that is removed at the same index, so that no segment begins in between.
  changes.sort((a, b) => a.at - b.at || Number('added' in b) - Number('added' in a))
  const segments: (readonly T[])[] = []
  let start = 0
  for (const change of changes) {
    segments.push(sorted.slice(start, change.at))
    start = change.at
    if (change.added === undefined) start++
    else segments.push([change.added])
  }
  return ([] as T[]).concat(...segments, sorted.slice(start))
}
