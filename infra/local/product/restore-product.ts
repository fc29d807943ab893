import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRoot } from '../paths.ts'
import { runTool } from '../process/run-tool.ts'
import { postgresFolder, startPostgres } from '../stores/postgres.ts'
import { startRedis } from '../stores/redis.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { backedUpFiles, backupEnvOf } from './backup-env.ts'
import { loadOrCreateSecrets } from './load-or-create-secrets.ts'
import { choosePorts } from './ports.ts'
import { programPath } from './programs.ts'

export interface RestoreProductOptions {
  /** The folder of the product's data, without PostgreSQL's. */
  data: string
  portBase: number
  /** BACKUP_DIR and KEY_BACKUP_DIR. */
  env: Record<string, string>
  /** Files with the private keys. */
  identity: string
  keyIdentity: string
  /** ISO 8601; as far as possible by default. */
  at?: string | undefined
  print?: (line: string) => void
}

/** What `restore files` and `restore finish` printed. */
export interface RestoredProduct {
  backup: string
  to: string | null
  pictures: number
  keys: number
  newestOrder: string | null
  endedSessions: number
  erased: number
  open: { shopId: string; orderId: string }[]
  carts: number
}

/** Restores the data of a product that is stopped. @throws UserFacingError when the program says why it cannot */
export async function restoreProduct(options: RestoreProductOptions): Promise<RestoredProduct> {
  const { data, portBase, identity, keyIdentity, at, print = () => undefined } = options
  const folder = postgresFolder(data)
  mkdirSync(dirname(folder), { recursive: true, mode: isRoot ? 0o755 : 0o700 })
  const logs = join(data, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const env = { PATH: process.env['PATH'] ?? '', ...options.env }
  print('Restoring the files')
  const files = await runRestore({ ...env, ...backedUpFiles(data), POSTGRES_DATA: folder }, [
    'files',
    '--identity',
    identity,
    '--key-identity',
    keyIdentity,
    ...(at ? ['--at', at] : []),
  ])
  print('Replaying what was written since')
  const secrets = loadOrCreateSecrets(join(data, 'secrets.json'))
  const ports = await choosePorts(portBase)
  const postgres = await startPostgres({ ...secrets, data, logs, port: ports.postgres })
  try {
    const redis = await startRedis({ data, logs, print, port: ports.redis, password: secrets.redisPassword })
    try {
      const product = backupEnvOf({ data, secrets, ports, redisUrl: redis.url, hasWal: false })
      const finished = await runRestore({ ...env, ...product }, ['finish', '--identity', identity])
      return { ...files, ...finished } as RestoredProduct
    } finally {
      await redis.child.stop()
    }
  } finally {
    await postgres.child.stop()
  }
}

async function runRestore(env: Record<string, string>, args: string[]): Promise<object> {
  const { code, output, stdout } = await runTool(process.execPath, [programPath('restore'), ...args], {
    env,
    cleanEnv: true,
  })
  if (code !== 0) throw new UserFacingError(`Restoring failed. ${output.trim()}`)
  return JSON.parse(stdout) as object
}
