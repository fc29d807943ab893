/** `npm start [-- --fresh]`: runs the whole product in the foreground. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDocs } from '../docs-site/build-docs.ts'
import { localData } from '../paths.ts'
import { lockDataFolder } from '../process/lock-data-folder.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import type { Supervised } from '../process/supervise.ts'
import { stopTools } from '../process/run-tool.ts'
import { readExternalServices } from '../product/external-services.ts'
import { removeRunFiles, writeRunFiles } from '../product/run-file.ts'
import { superviseBackups } from '../product/supervise-backups.ts'
import { startProduct } from '../product/start-product.ts'
import type { Product } from '../product/start-product.ts'
import { welcomeMessage } from '../product/welcome-message.ts'
import { mayRunRequests, readPortBase, readSetting } from '../settings.ts'
import { postgresFolder } from '../stores/postgres.ts'
import { build } from '../tools/build.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'

const args = process.argv.slice(2)
const startedAt = Date.now()
const print = (line: string) =>
  void process.stdout.write(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}\n`)

let product: Product | undefined
let backups: Supervised | undefined
let unlock: (() => void) | undefined
let starting: Promise<unknown> = Promise.resolve()
let stopping = false

onShutdown(
  async () => {
    stopping = true
    process.stdout.write('\nStopping\n')
    removeRunFiles()
    stopTools()
    await starting.catch(() => undefined)
    await backups?.stop()
    await product?.stop()
    unlock?.()
    process.stdout.write('Stopped. The data is kept for the next npm start.\n')
  },
  () => product?.hurry(),
)

try {
  const unknown = args.filter((arg) => arg !== '--fresh')
  if (unknown.length > 0)
    throw new UserFacingError(`Unknown option ${unknown.join(' ')}: npm start accepts --fresh only.`)
  unlock = lockDataFolder(localData)
  starting = start()
  await starting
} catch (error) {
  if (!stopping) {
    if (unlock) removeRunFiles()
    unlock?.()
    failWith(error)
  }
}

async function start(): Promise<void> {
  const external = readExternalServices()
  const portBase = readPortBase()
  if (args.includes('--fresh')) removeLocalData(external.databaseUrl)
  writeFileSync(join(localData, 'where.json'), `${JSON.stringify({ postgres: postgresFolder(localData) })}\n`)
  const hasBackups = readSetting('BACKUP_DIR') !== undefined
  print('Building what has changed')
  const built = build((line) => print(`Build: ${line}`))
  product = await startProduct({
    data: localData,
    portBase,
    external,
    print,
    built,
    docs: { canRun: mayRunRequests() },
    operatorPage: true,
    ...(hasBackups && { archive: { everySeconds: 30 } }),
  })
  writeRunFiles(product)
  if (hasBackups && product.backupEnv) await startBackups(product.backupEnv)
  print('Ready')
  process.stdout.write(welcomeMessage(product.run))
  await buildDocs((line) => {
    if (!stopping) print(line)
  })
}

async function startBackups(env: Record<string, string>): Promise<void> {
  const given = Object.entries(process.env).filter(([name]) => /^(KEY_)?BACKUP_/.test(name))
  const all = { ...env, ...(Object.fromEntries(given) as Record<string, string>) }
  backups = await superviseBackups(all, { logs: join(localData, 'logs'), print })
}

/** Removes everything but downloads and the lock. Throws if an external database is used, which is never emptied. */
function removeLocalData(databaseUrl: string | undefined): void {
  if (databaseUrl) {
    throw new UserFacingError(
      '--fresh empties the local database only. Drop the database in DATABASE_URL yourself.',
    )
  }
  print('Removing the data of earlier runs')
  for (const name of existsSync(localData) ? readdirSync(localData) : []) {
    if (!['cache', 'start.pid'].includes(name))
      rmSync(join(localData, name), { recursive: true, force: true })
  }
  rmSync(postgresFolder(localData), { recursive: true, force: true })
  mkdirSync(localData, { recursive: true, mode: 0o700 })
}
