import { setImmediate as nextTurn } from 'node:timers/promises'

/** Calls `work` for each item, and lets other requests be served after every `sliceSize` items. */
export async function forEachInSlices<T>(
  items: Iterable<T>,
  sliceSize: number,
  work: (item: T) => void,
): Promise<void> {
  let left = sliceSize
  for (const item of items) {
    if (left-- === 0) {
      await nextTurn()
      left = sliceSize - 1
    }
    work(item)
  }
}

/** Items that are sorted by the engine's own sort before they are merged. */
const RUN_LENGTH = 256

/** Comparisons between two pauses: about 2 ms of collated names. */
export const COMPARISONS_PER_SLICE = 2_000

/** A sorted copy of `items`, made by a merge sort that lets other requests be served after COMPARISONS_PER_SLICE comparisons. */
export async function sortInSlices<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const runs: T[][] = []
  for (let start = 0; start < items.length; start += RUN_LENGTH) {
    if (start > 0) await nextTurn()
    runs.push(items.slice(start, start + RUN_LENGTH).sort(compare))
  }
  let left = COMPARISONS_PER_SLICE
  const merge = async (a: T[], b: T[]): Promise<T[]> => {
    const merged: T[] = []
    let i = 0
    let j = 0
    while (i < a.length && j < b.length) {
      if (left-- === 0) {
        await nextTurn()
        left = COMPARISONS_PER_SLICE - 1
      }
      merged.push(compare(a[i] as T, b[j] as T) <= 0 ? (a[i++] as T) : (b[j++] as T))
    }
    return merged.concat(a.slice(i), b.slice(j))
  }
  for (let sorted = runs; ;) {
    if (sorted.length <= 1) return sorted[0] ?? []
    const next: T[][] = []
    for (let index = 0; index < sorted.length; index += 2)
      next.push(await merge(sorted[index] as T[], sorted[index + 1] ?? []))
    sorted = next
  }
}
