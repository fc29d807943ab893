/** A pool is closed after this many milliseconds without use. */
const IDLE_MS = 500
/** A pool of this age takes no new work, in milliseconds. */
const MAX_AGE_MS = 2_000

interface Lease<Pool> {
  pool: Pool
  inUse: number
  createdAt: number
  idleTimer?: NodeJS.Timeout
}

/**
 * Creates a pool of connections when one is needed, and forgets it soon, with what its connections remember of what they sent:
 * when it is idle, and while it is busy after two seconds, because a few connections could do all of the work and the
 * others remember theirs for hours.
 */
export function shortLivedPool<Pool extends { close(): void }>(create: () => Pool) {
  let current: Lease<Pool> | null = null

  const retire = (): void => {
    if (!current) return
    clearTimeout(current.idleTimer)
    if (current.inUse === 0) current.pool.close()
    current = null
  }

  return {
    /** Work that is running goes on, and its pool is closed afterwards. */
    close: retire,
    async use<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
      if (current && Date.now() - current.createdAt >= MAX_AGE_MS) retire()
      current ??= { pool: create(), inUse: 0, createdAt: Date.now() }
      const lease = current
      clearTimeout(lease.idleTimer)
      lease.inUse++
      try {
        return await work(lease.pool)
      } finally {
        lease.inUse--
        if (lease.inUse === 0 && lease === current) lease.idleTimer = setTimeout(retire, IDLE_MS)
        else if (lease.inUse === 0) lease.pool.close()
      }
    },
  }
}
