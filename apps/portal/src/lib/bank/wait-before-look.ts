const seconds = [1, 1, 2, 2, 3, 3, 5, 5, 8, 8, 10, 10, 15, 15, 20]

/** Milliseconds until the page of a trial looks again after so many looks; null once it has waited two minutes. */
export function waitBeforeLook(looks: number): number | null {
  const wait = seconds[looks]
  return wait === undefined ? null : wait * 1000
}
