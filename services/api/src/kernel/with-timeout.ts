/** Something took too long. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/**
 * Waits for `work`, at most `milliseconds`. After a timeout the work continues, and its result is ignored.
 * @throws TimeoutError when the time is over
 */
export async function withTimeout<T>(work: Promise<T>, milliseconds = 1500): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`Timed out after ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}
