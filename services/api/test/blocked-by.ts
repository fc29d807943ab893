import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { withConnection } from './sql.ts'

type Statement = [sql: string, ...params: unknown[]]

/**
 * Runs `first` in a transaction of the database owner within a shop, starts `work`, waits until that is blocked by the transaction, runs `second`
 * in it and commits. Fails if one of the two is ended by a deadlock, or if `work` is never blocked.
 */
export const blockedBy = <T>(
  shop: { id: string },
  { first, second }: { first: Statement; second?: Statement },
  work: () => Promise<T>,
): Promise<T> =>
  withConnection(process.env.TEST_DATABASE_OWNER_URL ?? '', async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.shop_id', $1, true)", [shop.id])
    await run(client, first)
    const result = work()
    // Awaited below; until then its failure is nobody else's.
    result.catch(() => undefined)
    await untilBlocking(client)
    if (second) await run(client, second)
    await client.query('commit')
    return await result
  })

const run = (client: Client, [sql, ...params]: Statement): Promise<unknown> => client.query(sql, params)

async function untilBlocking(client: Client): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const { rows } = await client.query(
      'select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))',
    )
    if (rows.length > 0) return
    await pause(20)
  }
  throw new Error('The work was never blocked')
}
