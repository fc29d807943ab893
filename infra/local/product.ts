import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { asRole, checkGiven } from './given.ts'
import type { Given } from './given.ts'
import { madeUp } from './made-up.ts'
import { makeKeys } from './make-keys.ts'
import { migrate } from './migrate.ts'
import { keepPayboxKey } from './paybox-key.ts'
import { startParts } from './parts.ts'
import { root } from './places.ts'
import { takePorts } from './ports.ts'
import type { Demo, Run } from './run-file.ts'
import { seedDemo } from './seed-demo.ts'
import { serversOf, urlsOf } from './servers.ts'
import type { Server, ServerName } from './servers.ts'
import { startServer } from './start-server.ts'
import { supervise } from './supervise.ts'
import type { Supervised } from './supervise.ts'

export interface ProductOptions {
  /** The folder of this product's data; made when it is not there. */
  data: string
  /** Ports count up from here; taken ones are passed over. */
  portBase: number
  given?: Given
  say?: (line: string) => void
  /** For tests: PostgreSQL without durability. */
  fast?: boolean
  /** Added to every server's own variables, e.g. LOG_LEVEL. */
  env?: Record<string, string>
  /** The servers to start, by name; all five when left out. */
  servers?: readonly ServerName[]
  /** Another way to run the servers: watching their sources, say. */
  adapt?: (server: Server) => Server
  /** Awaited before the first thing that was built is run. */
  built?: Promise<void>
}

export interface Product {
  run: Run
  databaseOwnerUrl: string
  redisUrl: string
  /** What the seeding program needs of this product, as its environment. */
  seedEnv: Record<string, string>
  /** What the erasing program needs of it. */
  eraseEnv: Record<string, string>
  /** Process ids, the last known while one is being started again: api, worker, portal, storefront, bank, PostgreSQL, Redis. */
  pids: () => Record<string, number>
  stop: () => Promise<void>
}

/** Starts the whole product on its own data and ports: all of it is ready, or none of it runs. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const {
    portBase,
    given = {},
    say = () => undefined,
    fast = false,
    built,
    adapt = (server) => server,
  } = options
  const data = resolve(options.data)
  const logs = join(data, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  built?.catch(() => undefined)
  await checkGiven(given)
  const secrets = madeUp(join(data, 'secrets.json'))
  const ports = await takePorts(portBase)
  const parts = await startParts({ data, logs, given, ports, secrets, say, fast })
  const servers: Supervised[] = []
  const stops: (() => void)[] = []
  const stop = async () => {
    for (const end of stops) end()
    await Promise.all(servers.map((one) => one.stop()))
    await parts.stop()
  }
  try {
    say('PostgreSQL, Redis and mail are there')
    await built
    await migrate(parts.databaseOwnerUrl, secrets, say)
    const keys = await makeKeys(join(data, 'keys'), say)
    stops.push(keys.stop)
    const urls = urlsOf(ports)
    const payboxKeyFile = join(data, 'paybox-key.pem')
    const seedEnv = {
      DATABASE_OWNER_URL: parts.databaseOwnerUrl,
      BANK_KEY: secrets.bankKey,
      API_URL: urls.api,
      STOREFRONT_PORT: String(ports.storefront),
      BANK_URL: urls.bank,
      PAYBOX_PUBLIC_KEY: keepPayboxKey(payboxKeyFile),
      DEMO_FILE: join(data, 'demo.json'),
    }
    const eraseEnv = {
      DATABASE_URL: asRole(parts.databaseOwnerUrl, 'triclic_worker', secrets.workerRolePassword),
      REDIS_URL: parts.redisUrl,
      KEPT_KEYS_DIR: keys.kept,
      FRAGMENT_PUBLIC_KEYS_DIR: keys.fragmentPublic,
      FRAGMENT_PRIVATE_KEYS_DIR: keys.fragmentPrivate,
    }
    const demo = await seedDemo(seedEnv, say)
    say(`starting ${options.servers?.join(', ') ?? 'api, worker, portal, storefront and bank'}`)
    const started = await Promise.allSettled(
      serversOf({ ...parts, ports, secrets, keys, demo, payboxKeyFile })
        .filter(({ name }) => options.servers?.includes(name) ?? true)
        .map(adapt)
        .map(async ({ folder, ...server }) => {
          const env = { ...server.env, ...options.env }
          const start = () => startServer({ ...server, env, cwd: join(root, folder), logs })
          servers.push(await supervise(server.name, start, say))
        }),
    )
    for (const one of started) if (one.status === 'rejected') throw one.reason
    const run = describe(urls, parts, logs, demo)
    const pids = () =>
      Object.fromEntries([...parts.supervised, ...servers].map(({ name, pid }) => [name, pid()]))
    const { databaseOwnerUrl, redisUrl } = parts
    return { run, databaseOwnerUrl, redisUrl, seedEnv, eraseEnv, pids, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Parts = Awaited<ReturnType<typeof startParts>>

function describe(urls: ReturnType<typeof urlsOf>, parts: Parts, logs: string, demo: Demo): Run {
  const { protocol, host } = new URL(parts.smtpUrl)
  return {
    ...urls,
    mailbox: parts.mailboxUrl,
    smtp: `${protocol}//${host}`,
    data: [...parts.folders, logs],
    ...demo,
  }
}
