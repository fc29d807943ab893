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

/** What differs at an index of an array: an item was added before it, or its own was removed. */
type Edit<T> = { at: number; added: T } | { at: number; added?: never }

export interface Change<T> {
  /** Must be in the array. */
  removed: readonly T[]
  added: readonly T[]
}

/** The edits, in order, that a change makes to a sorted array. It compares as many items as changed, and lets other requests be served meanwhile. */
export async function findEdits<T>(
  sorted: readonly T[],
  { removed, added }: Change<T>,
  compare: Compare<T>,
): Promise<Edit<T>[]> {
  const edits: Edit<T>[] = []
  const indexOf = (item: T) => firstIndex(sorted, (other) => compare(other, item) >= 0)
  await forEachInSlices(removed, SEARCHES_PER_SLICE, (item) => edits.push({ at: indexOf(item) }))
  await forEachInSlices(await sortInSlices(added, compare), SEARCHES_PER_SLICE, (item) =>
    edits.push({ at: indexOf(item), added: item }),
  )
  // An item is added before the one that is removed at the same index.
  return edits.sort((a, b) => a.at - b.at || Number('added' in b) - Number('added' in a))
}

/** A copy of an array with the edits. `toItem` makes an item of the array from what was added. */
export function applyEdits<T, U>(
  array: readonly U[],
  edits: readonly Edit<T>[],
  toItem: (added: T) => U,
): U[] {
  const segments: (readonly U[])[] = []
  let start = 0
  for (const edit of edits) {
    segments.push(array.slice(start, edit.at))
    start = edit.at
    if (edit.added === undefined) start++
    else segments.push([toItem(edit.added)])
  }
  segments.push(array.slice(start))
  return segments.flat() as U[]
}

/** A copy of a sorted array with a change. */
export async function changeSorted<T>(
  sorted: readonly T[],
  change: Change<T>,
  compare: Compare<T>,
): Promise<T[]> {
  if (sorted.length === 0) return sortInSlices(change.added, compare)
  return applyEdits(sorted, await findEdits(sorted, change, compare), (item) => item)
}
