const delaysSeconds = [1, 1, 2, 2, 3, 3, 5, 5, 8, 8, 10, 10, 15, 15, 20]

/** Milliseconds until an order page polls again after `polls` polls; null after about two minutes. */
export function pollDelay(polls: number): number | null {
  const delay = delaysSeconds[polls]
  return delay === undefined ? null : delay * 1000
}
