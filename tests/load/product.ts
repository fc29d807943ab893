import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { root } from '../../infra/local/paths.ts'
import { startServer } from '../../infra/local/process/start-server.ts'
import { seedShop } from '../../infra/local/product/api-programs.ts'
import type { ExternalServices } from '../../infra/local/product/external-services.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import type { Server, ServerName } from '../../infra/local/product/servers.ts'
import { startProduct, type Product } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { inShop } from '../../services/api/seed/in-shop.ts'
import { megabytesOf } from './machine.ts'

/** The api and the worker with stores of their own, and what measurements need besides. */
export interface MeasuredProduct extends Product {
  /** Connected as the owner of the database. */
  owner: Client
  shopId(slug: string): Promise<string>
  /** Runs `work` in a transaction of the owner within one shop. */
  inShop<T>(slug: string, work: () => Promise<T>): Promise<T>
  /** Creates a shop with so many products, each with a large stock. Returns its public key. */
  seedShop(slug: string, products: number): Promise<string>
  /** Starts another API process on the same stores. Returns its base URL. */
  startReplica(): Promise<string>
  /** The longest time in ms that the event loop of the API was blocked since the last call, with garbage collection. */
  longestBlock(): Promise<number>
  /** Resident memory of the API in MB; NaN where the system does not tell. */
  memory(): number
}

interface ProductOptions {
  /** Services that are running already and are used instead of local ones. */
  external?: ExternalServices
  /** Added to the environment of every server. */
  env?: Record<string, string>
  /** API and worker by default. */
  servers?: readonly ServerName[]
  /** As in startProduct. */
  template?: string | undefined
}

/**
 * Runs `work` with a product of its own, whose data are deleted afterwards. With the environment variable PROFILE_DIR, each
 * process writes a CPU profile there.
 */
export async function withProduct(
  work: (product: MeasuredProduct) => Promise<void>,
  { external = {}, env = {}, servers: started = ['api', 'worker'], template }: ProductOptions = {},
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-load-'))
  const stops: (() => unknown)[] = [() => removeData(data)]
  const servers: Server[] = []
  try {
    const product = await startProduct({
      data,
      portBase: randomPortBase(),
      servers: started,
      template,
      external,
      env,
      adapt(server) {
        const profiled = withProfile(server)
        servers.push(profiled)
        return profiled
      },
    })
    stops.push(product.stop)
    const owner = new Client({ connectionString: product.databaseOwnerUrl })
    await owner.connect()
    stops.push(() => owner.end())
    const shopId = async (slug: string) => {
      const { rows } = await owner.query<{ id: string }>('select id from shop where slug = $1', [slug])
      if (!rows[0]) throw new Error(`There is no shop ${slug}`)
      return rows[0].id
    }
    await work({
      ...product,
      owner,
      shopId,
      inShop: async (slug, inside) => inShop(owner, await shopId(slug), inside),
      seedShop: async (slug, products) => (await seedShop(product.seedEnv, slug, products)).key,
      async startReplica() {
        const replica = await startReplica(servers, data)
        stops.push(replica.stop)
        return replica.url
      },
      async longestBlock() {
        const metrics = await (await fetch(product.run.metrics.api)).text()
        const [, seconds] = /^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics) ?? []
        return Number(seconds) * 1000
      },
      memory: () => megabytesOf(product.pids()['api'] ?? NaN),
    })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

function withProfile(server: Server): Server {
  const folder = process.env['PROFILE_DIR']
  if (!folder) return server
  const flags = ['--cpu-prof', `--cpu-prof-dir=${join(folder, server.name)}`]
  return { ...server, nodeFlags: [...(server.nodeFlags ?? []), ...flags] }
}

async function startReplica(
  servers: readonly Server[],
  logs: string,
): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const api = servers.find(({ name }) => name === 'api')
  if (!api) throw new Error('The API was not started')
  const [port = 0, metrics = 0, health = 0] = await freePorts(3, randomPortBase())
  const replica = await startServer({
    ...api,
    name: 'api-replica',
    healthUrl: `http://127.0.0.1:${health}/health/ready`,
    env: { ...api.env, PORT: String(port), METRICS_PORT: String(metrics), HEALTH_PORT: String(health) },
    cwd: join(root, api.folder),
    logs,
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => replica.stop() }
}
