import type { Pool, PoolClient } from 'pg'

/**
 * Returns connections that end while in use to their pool. Kysely does not release a connection whose begin, commit or
 * rollback fails, so repeated restarts of PostgreSQL would fill the pool with dead connections.
 */
export function releaseBrokenConnections(pool: Pool): void {
  const inUse = new Set<PoolClient>()
  pool.on('acquire', (client) => inUse.add(client))
  pool.on('release', (_error, client) => inUse.delete(client))
  pool.on('connect', (client) =>
    client.once('end', () => {
      if (!inUse.has(client)) return
      client.release(true)
      // The borrower may release it a second time.
      client.release = () => undefined
    }),
  )
}
