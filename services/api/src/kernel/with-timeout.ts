/** Waits for `work`, but not longer than `milliseconds`: what comes later than that is as good as down. */
export async function withTimeout<T>(work: Promise<T>, milliseconds = 1500): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds)
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
