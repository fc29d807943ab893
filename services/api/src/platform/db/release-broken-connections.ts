import type { Pool, PoolClient } from 'pg'

/**
 * Gives connections that end while they are in use back to their pool. Kysely keeps one whose begin, commit or rollback
 * fails: a PostgreSQL that is killed often enough would leave a pool of dead ones alone, and nobody would be answered.
 */
export function releaseBrokenConnections(pool: Pool): void {
  const inUse = new Set<PoolClient>()
  pool.on('acquire', (client) => inUse.add(client))
  pool.on('release', (_error, client) => inUse.delete(client))
  pool.on('connect', (client) =>
    client.once('end', () => {
      if (!inUse.has(client)) return
      client.release(true)
      // Whoever had it may give it back a second time.
      client.release = () => undefined
    }),
  )
}
