import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { root } from '../../infra/local/paths.ts'
import { startServer } from '../../infra/local/process/start-server.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import type { Server } from '../../infra/local/product/servers.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'

/** An API with stores of its own, for measurements of the catalogue. */
export interface CatalogueProduct {
  api: string
  /** A second API on the same stores. */
  startReplica(): Promise<string>
  /** Creates a shop with so many products. Returns its key. */
  seedShop(slug: string, products: number): Promise<string>
  /** Runs a statement as the database owner in one shop. */
  inShop(slug: string, sql: string, params?: unknown[]): Promise<unknown[]>
  /** The longest time in ms that the event loop of the API was blocked since the last call, with garbage collection. */
  longestBlock(): Promise<number>
  /** Resident memory of the API in MB, on Linux. */
  memory(): number
  stop(): Promise<void>
}

export async function startCatalogueProduct(): Promise<CatalogueProduct> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-catalogue-'))
  const [portBase = 0] = await freePorts(1, randomPortBase())
  let server: Server | undefined
  const product = await startProduct({
    data,
    portBase,
    servers: ['api'],
    adapt: (adapted) => (server = adapted),
  })
  const owner = new Client({ connectionString: product.databaseOwnerUrl })
  await owner.connect()
  const stops: (() => unknown)[] = [() => removeData(data), product.stop, () => owner.end()]
  return {
    api: product.run.api,
    async startReplica() {
      if (!server) throw new Error('The API was not started')
      const [port = 0, metrics = 0, health = 0] = await freePorts(3, randomPortBase())
      const replica = await startServer({
        ...server,
        name: 'api-replica',
        healthUrl: `http://127.0.0.1:${health}/health/ready`,
        env: {
          ...server.env,
          PORT: String(port),
          METRICS_PORT: String(metrics),
          HEALTH_PORT: String(health),
        },
        cwd: join(root, server.folder),
        logs: data,
      })
      stops.push(() => replica.stop())
      return `http://127.0.0.1:${port}`
    },
    async seedShop(slug, products) {
      const script = join(root, 'services/api/dist/seed/seed.js')
      const args = [script, '--shop', slug, '--products', String(products)]
      const { stdout } = await promisify(execFile)(process.execPath, args, { env: product.seedEnv })
      return (JSON.parse(stdout) as { key: string }).key
    },
    async inShop(slug, sql, params = []) {
      const { rows: shops } = await owner.query<{ id: string }>('select id from shop where slug = $1', [slug])
      await owner.query('begin')
      await owner.query("select set_config('app.shop_id', $1, true)", [shops[0]?.id])
      const { rows } = await owner.query<Record<string, unknown>>(sql, params)
      await owner.query('commit')
      return rows
    },
    async longestBlock() {
      const metrics = await (await fetch(product.run.metrics.api)).text()
      const [, seconds] = /^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics) ?? []
      return Number(seconds) * 1000
    },
    memory() {
      const status = readFileSync(`/proc/${product.pids()['api']}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
    },
    async stop() {
      for (const stop of stops.reverse()) await stop()
    },
  }
}

export const isMain = (url: string): boolean => url === `file://${process.argv[1] ?? ''}`
