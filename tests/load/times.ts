export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** @param share from 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** How long `work` took, in milliseconds, and its result. */
export async function timeOf<T>(work: () => Promise<T>): Promise<[ms: number, result: T]> {
  const began = performance.now()
  const result = await work()
  return [performance.now() - began, result]
}

/**
 * Runs `work` while `background` runs, which ends soon after `isOver` returns true. Returns the result of `work`.
 * @throws what either of them has thrown, when both have ended
 */
export async function during<T>(
  background: (isOver: () => boolean) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  let hasEnded = false
  const [done, accompanied] = await Promise.allSettled([
    work().finally(() => (hasEnded = true)),
    background(() => hasEnded),
  ])
  if (done.status === 'rejected') throw done.reason
  if (accompanied.status === 'rejected') throw accompanied.reason
  return done.value
}
