import pg from 'pg'

/** Connections to the database as its owner, which survive crashes of the server. */
export interface DatabaseOwner {
  /** Queries the rows of one shop under row-level security. */
  rows: <Row extends pg.QueryResultRow>(shopId: string, sql: string, params?: unknown[]) => Promise<Row[]>
  /** Queries tables without row-level security. */
  globalRows: <Row extends pg.QueryResultRow>(sql: string, params?: unknown[]) => Promise<Row[]>
  /** Keeps the locks that `sql` takes until the returned function is called, or until the server is killed. */
  lock: (sql: string, shopId?: string) => Promise<() => Promise<void>>
  stop: () => Promise<void>
}

export function connectAsOwner(connectionString: string): DatabaseOwner {
  const pool = new pg.Pool({ connectionString, max: 4, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))

  const begin = async (shopId = ''): Promise<pg.PoolClient> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query("select set_config('app.shop_id', $1, true)", [shopId])
      return client
    } catch (error) {
      client.release(true)
      throw error
    }
  }

  return {
    async rows(shopId, sql, params = []) {
      const client = await begin(shopId)
      let isBroken: boolean | undefined = true
      try {
        const { rows } = await client.query(sql, params)
        await client.query('commit')
        isBroken = undefined
        return rows
      } finally {
        client.release(isBroken)
      }
    },
    globalRows: async (sql, params = []) => (await pool.query(sql, params)).rows,
    async lock(sql, shopId) {
      const client = await begin(shopId)
      try {
        await client.query(sql)
      } catch (error) {
        client.release(true)
        throw error
      }
      return async () => {
        await client.query('rollback').catch(() => undefined)
        client.release(true)
      }
    },
    stop: () => pool.end(),
  }
}
