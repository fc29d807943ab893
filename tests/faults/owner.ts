import pg from 'pg'

/** The database as its owner sees it, over any number of crashes. */
export interface Owner {
  /** Rows of one shop, within its walls. */
  rows: <Row extends pg.QueryResultRow>(shopId: string, sql: string, params?: unknown[]) => Promise<Row[]>
  /** Rows of nobody's tables. */
  anyRows: <Row extends pg.QueryResultRow>(sql: string, params?: unknown[]) => Promise<Row[]>
  /** Keeps the locks that `sql` takes until what it gives is called. Gone with the server when that is killed. */
  hold: (sql: string, shopId?: string) => Promise<() => Promise<void>>
  stop: () => Promise<void>
}

export function openOwner(connectionString: string): Owner {
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
      let broke: boolean | undefined = true
      try {
        const { rows } = await client.query(sql, params)
        await client.query('commit')
        broke = undefined
        return rows
      } finally {
        client.release(broke)
      }
    },
    anyRows: async (sql, params = []) => (await pool.query(sql, params)).rows,
    async hold(sql, shopId) {
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
