import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../paths.ts'
import { docsFolder } from '../docs-site/build-docs.ts'
import { serveDocs } from '../../../apps/docs/src/serve-site.ts'
import { startServer } from '../process/start-server.ts'
import { supervise } from '../process/supervise.ts'
import type { Supervised } from '../process/supervise.ts'
import { migrateDatabase, seedDemoShops, startKeyRotation } from './api-programs.ts'
import { startBackingServices } from './backing-services.ts'
import type { BackingServices } from './backing-services.ts'
import { copyDatabaseFiles } from '../stores/data-template.ts'
import { backupEnvOf } from './backup-env.ts'
import { checkExternalServices, withRole } from './external-services.ts'
import type { ExternalServices } from './external-services.ts'
import { loadOrCreatePayboxKey, loadOrCreateSecrets } from './load-or-create-secrets.ts'
import { loadOrCreateOperator, type OperatorAccount } from './load-or-create-operator.ts'
import { choosePorts, type Ports } from './ports.ts'
import type { Demo, Run } from './run-file.ts'
import { healthUrlFor, metricsUrlsFor, serversFor, urlsFor, workerStopSeconds } from './servers.ts'
import type { Server, ServerName } from './servers.ts'

export interface ProductOptions {
  /** The folder of this product's data; created if it does not exist. */
  data: string
  /** The first port; ports in use are skipped. */
  portBase: number
  /** Services that are running already and are used instead of local ones. */
  external?: ExternalServices
  print?: (line: string) => void
  /** For tests: PostgreSQL without durability. */
  fast?: boolean
  /** Archives the WAL of the local PostgreSQL for backups, at the latest after so many seconds. */
  archive?: { everySeconds: number } | undefined
  /** For tests: a data folder of a migrated PostgreSQL that is stopped, of which a new one is a copy. */
  template?: string | undefined
  /** Added to the environment of every server, for example LOG_LEVEL. */
  env?: Record<string, string>
  /** For tests: added to the environment of PostgreSQL, for example to change their clock. */
  postgresEnv?: Record<string, string>
  /** The servers to start; by default all but the page for operators. */
  servers?: readonly ServerName[]
  /** Changes how a server is run, for example to restart it when its sources change. */
  adapt?: (server: Server) => Server
  /** Resolves when the build is finished; awaited before the first built program is run. */
  built?: Promise<void>
  /** Serves the documentation too; with `canRun`, its requests can be run in a demo shop. */
  docs?: { canRun: boolean }
  /** Starts the page for operators too, with an account. */
  operatorPage?: boolean
}

export interface Product {
  run: Run
  databaseOwnerUrl: string
  redisUrl: string
  /** The environment of the seed program. */
  seedEnv: Record<string, string>
  /** The environment of the erase program. */
  eraseEnv: Record<string, string>
  /** The environment of the program that verifies the audit logs. */
  auditLogEnv: Record<string, string>
  /** The environment of the program that opens and closes shops. */
  shopEnv: Record<string, string>
  /** Environment of the command rotate-keys: it holds the keys of API and worker. */
  rotateKeysEnv: Record<string, string>
  /** The environment of the program that makes accounts of operators. */
  operatorEnv: Record<string, string>
  /** The environment of the backup program; null with an external PostgreSQL. */
  backupEnv: Record<string, string> | null
  /** Process ids by name: api, worker, portal, storefront, bank, operator-page, PostgreSQL, Redis. During a restart, the id of the ended process. */
  pids: () => Record<string, number>
  stop: () => Promise<void>
  /** Kills the servers that `stop` is still waiting for. */
  hurry: () => void
}

/** After this time, the person who stops the product is told what it waits for. */
const silentStopMs = 2_000

/** Starts the whole product with its own data and ports. If any part fails, everything is stopped and the error is thrown. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { external = {}, print = () => undefined, fast = false, built, adapt = (server) => server } = options
  const data = resolve(options.data)
  const logs = join(data, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  built?.catch(() => undefined)
  await checkExternalServices(external)
  const secretsFile = join(data, 'secrets.json')
  if (options.template && !existsSync(secretsFile)) copyDatabaseFiles(options.template, data)
  const secrets = loadOrCreateSecrets(secretsFile)
  const ports = await choosePorts(options.portBase)
  const { archive, postgresEnv = {} } = options
  const services = await startBackingServices({
    ...{ data, logs, external, ports, secrets, print, fast, archive, postgresEnv },
  })
  const servers: Supervised[] = []
  let stopKeyRotation: () => void = () => undefined
  let stopDocs: () => Promise<void> = async () => undefined
  const stop = async () => {
    stopKeyRotation()
    await stopDocs()
    await stopServers(servers, print)
    await services.stop()
  }
  try {
    print('PostgreSQL, Redis and mail are ready')
    await built
    await migrateDatabase(services.databaseOwnerUrl, secrets, print)
    const keys = await startKeyRotation(join(data, 'keys'), print)
    stopKeyRotation = keys.stop
    const urls = urlsFor(ports)
    const mediaFolder = join(data, 'media')
    const payboxKeyFile = join(data, 'paybox-key.pem')
    const seedEnv = {
      DATABASE_OWNER_URL: services.databaseOwnerUrl,
      BANK_KEY: secrets.bankKey,
      API_URL: urls.api,
      STOREFRONT_PORT: String(ports.storefront),
      BANK_URL: urls.bank,
      PAYBOX_PUBLIC_KEY: loadOrCreatePayboxKey(payboxKeyFile),
      DEMO_FILE: join(data, 'demo.json'),
      MEDIA_DIR: mediaFolder,
      ...(options.docs?.canRun && { DOCS_ORIGIN: urls.docs }),
    }
    const eraseEnv = {
      DATABASE_URL: withRole(services.databaseOwnerUrl, 'triclic_worker', secrets.workerRolePassword),
      REDIS_URL: services.redisUrl,
      KEPT_KEYS_DIR: keys.kept,
      FRAGMENT_PUBLIC_KEYS_DIR: keys.fragmentPublic,
      FRAGMENT_PRIVATE_KEYS_DIR: keys.fragmentPrivate,
    }
    const auditLogEnv = {
      DATABASE_URL: withRole(services.databaseOwnerUrl, 'triclic_api', secrets.apiRolePassword),
      AUDIT_KEY: secrets.auditKey,
    }
    const storefrontShopsFile = join(data, 'storefront-shops.json')
    const shopEnv = {
      DATABASE_OWNER_URL: services.databaseOwnerUrl,
      STOREFRONT_URL: urls.storefront,
      STOREFRONT_SHOPS_FILE: storefrontShopsFile,
    }
    const rotateKeysEnv = {
      DATABASE_OWNER_URL: services.databaseOwnerUrl,
      BANK_KEY: secrets.bankKey,
      WEBHOOK_KEY: secrets.webhookKey,
      AUDIT_KEY: secrets.auditKey,
    }
    const operatorEnv = {
      DATABASE_OWNER_URL: services.databaseOwnerUrl,
      OPERATOR_KEY: secrets.operatorKey,
    }
    const operator = options.operatorPage
      ? await loadOrCreateOperator(join(data, 'operator.json'), operatorEnv)
      : null
    const backupEnv = external.databaseUrl
      ? null
      : backupEnvOf({ data, secrets, ports, redisUrl: services.redisUrl, hasWal: archive !== undefined })
    const demo = await seedDemoShops(seedEnv, print)
    print(`Starting ${options.servers?.join(', ') ?? 'api, worker, portal, storefront and bank'}`)
    const results = await Promise.allSettled(
      serversFor({
        ...services,
        ports,
        secrets,
        keys,
        demo,
        payboxKeyFile,
        mediaFolder,
        storefrontShopsFile,
      })
        .filter(({ name }) =>
          name === 'operator-page' ? operator !== null : (options.servers?.includes(name) ?? true),
        )
        .map(adapt)
        .map(async ({ folder, ...server }) => {
          const env = { ...server.env, ...options.env }
          const start = () => startServer({ ...server, env, cwd: join(root, folder), logs })
          servers.push(await supervise(server.name, start, print))
        }),
    )
    if (options.docs) {
      const { canRun } = options.docs
      const [shop] = demo.shops
      const explorer = canRun && shop ? { api: urls.api, bank: urls.bank, shop } : undefined
      stopDocs = (await serveDocs({ folder: docsFolder, port: ports.docs, explorer })).stop
    }
    for (const result of results) if (result.status === 'rejected') throw result.reason
    const pids = () =>
      Object.fromEntries([...services.supervised, ...servers].map(({ name, pid }) => [name, pid()]))
    const { databaseOwnerUrl, redisUrl } = services
    return {
      run: runOf({ ports, services, logs, demo, operator, hasDocs: options.docs !== undefined }),
      databaseOwnerUrl,
      redisUrl,
      seedEnv,
      eraseEnv,
      auditLogEnv,
      shopEnv,
      rotateKeysEnv,
      operatorEnv,
      backupEnv,
      pids,
      stop,
      hurry: () => servers.forEach((server) => server.kill()),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function stopServers(servers: readonly Supervised[], print: (line: string) => void): Promise<void> {
  const waiting = new Set(servers.map(({ name }) => name))
  const timer = setTimeout(() => {
    const reason = waiting.has('worker') ? ` (mails in progress: up to ${workerStopSeconds} s)` : ''
    print(`Waiting for ${[...waiting].join(', ')} to stop${reason}. Press Ctrl-C again to stop at once.`)
  }, silentStopMs)
  await Promise.all(servers.map((server) => server.stop().finally(() => waiting.delete(server.name))))
  clearTimeout(timer)
}

interface Started {
  ports: Ports
  services: BackingServices
  logs: string
  demo: Demo
  operator: OperatorAccount | null
  hasDocs: boolean
}

function runOf({ ports, services, logs, demo, operator, hasDocs }: Started): Run {
  const { protocol, host } = new URL(services.smtpUrl)
  const { operatorPage, docs, ...urls } = urlsFor(ports)
  const { 'operator-page': operatorMetrics, ...metrics } = metricsUrlsFor(ports)
  return {
    ...urls,
    docs: hasDocs ? docs : null,
    operator: operator && { url: operatorPage, account: operator },
    mailbox: services.mailboxUrl,
    smtp: `${protocol}//${host}`,
    metrics: { ...metrics, ...(operator && { 'operator-page': operatorMetrics }) },
    health: healthUrlFor(ports),
    data: [...services.folders, logs],
    ...demo,
  }
}
