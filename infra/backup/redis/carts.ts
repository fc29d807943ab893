import type { Redis } from 'ioredis'

/**
 * Carts alone are backed up. What waits in the queues is made anew from PostgreSQL, and card digits are in no backup: fragments that were waiting are reported to
 * their merchants as lost (docs/security.md).
 */
const CARTS = 'cart:*'

/** One key: `value` is Redis's own form (DUMP) in base64, `ttl` milliseconds, 0 without end. */
export interface SavedKey {
  key: string
  value: string
  ttl: number
}

/** Yields the carts as lines of JSON. */
export async function* saveCarts(redis: Redis): AsyncGenerator<Buffer> {
  for await (const keys of redis.scanStream({ match: CARTS, count: 500 }) as AsyncIterable<string[]>) {
    if (!keys.length) continue
    const reads = redis.pipeline()
    for (const key of keys) reads.dumpBuffer(key).pttl(key)
    const results = (await reads.exec()) ?? []
    const lines = keys.flatMap((key, index) => {
      const [failure, value] = (results[2 * index] ?? []) as [Error | null, Buffer | null]
      const [, ttl] = (results[2 * index + 1] ?? []) as [Error | null, number]
      if (failure) throw failure
      // It ended meanwhile.
      if (!value || ttl === -2) return []
      const saved: SavedKey = { key, value: value.toString('base64'), ttl: Math.max(ttl, 0) }
      return [`${JSON.stringify(saved)}\n`]
    })
    yield Buffer.from(lines.join(''))
  }
}

/** Writes the carts that are not there. Returns how many. */
export async function loadCarts(redis: Redis, lines: AsyncIterable<string>): Promise<number> {
  let loaded = 0
  for await (const line of lines) {
    const { key, value, ttl } = JSON.parse(line) as SavedKey
    const isNew = (await redis.exists(key)) === 0
    if (!isNew) continue
    await redis.restore(key, ttl, Buffer.from(value, 'base64'))
    loaded++
  }
  return loaded
}
