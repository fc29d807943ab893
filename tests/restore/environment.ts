import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { openLog } from '../../infra/local/process/open-log.ts'
import type { Supervised } from '../../infra/local/process/supervise.ts'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { restoreProduct, type RestoredProduct } from '../../infra/local/product/restore-product.ts'
import { startProduct, type Product } from '../../infra/local/product/start-product.ts'
import { superviseBackups } from '../../infra/local/product/supervise-backups.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startFaultySmtp, type FaultySmtp } from '../faults/faulty-smtp.ts'

/** What may be left of a lost product: the files of Redis, and the keys of days. */
export type Survivor = 'redis' | 'keys'

/** A product that is backed up all the time, on folders that a lost machine does not take along. */
export interface RestoreEnvironment {
  smtp: FaultySmtp
  /** The folder of the backups. */
  backups: string
  /** The file with the private key of the backups. */
  identity: string
  product: Product
  /** Kills everything, backups first, and removes all data of the product but these, which the next `restore` finds. */
  lose: (survivors?: readonly Survivor[]) => Promise<void>
  /** Copies the files of Redis as they are now; the next `restore` finds them, in place of later ones. */
  copyRedis: () => void
  /** Restores the data and starts the product, in the place of the one that was lost. @param at ISO 8601 */
  restore: (at?: string) => Promise<RestoredProduct>
  stop: () => Promise<void>
}

/** Short, so that little is lost when the test loses everything. */
const ARCHIVE_EVERY_SECONDS = 2

export async function startRestoreEnvironment(): Promise<RestoreEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), 'triclic-restore-'))
  const log = openLog(join(folder, 'product.log'))
  const print = (line: string) => log.append(`${new Date().toISOString()} ${line}\n`)
  const [identity, recipient] = await makeKeyPair(join(folder, 'backups.key'))
  const [keyIdentity, keyRecipient] = await makeKeyPair(join(folder, 'key-backups.key'))
  const repositories = {
    BACKUP_DIR: join(folder, 'backups'),
    KEY_BACKUP_DIR: join(folder, 'key-backups'),
  }
  const smtp = await startFaultySmtp()
  const surviving = join(folder, 'surviving')
  let lives = 0
  const dataOf = (life: number) => join(folder, `data-${life}`)

  const start = async (template?: string): Promise<[Product, Supervised]> => {
    const data = dataOf(lives)
    const product = await startProduct({
      ...{ data, template, print },
      portBase: randomPortBase(),
      external: { smtpUrl: smtp.url },
      servers: ['api', 'worker'],
      archive: { everySeconds: ARCHIVE_EVERY_SECONDS },
    })
    const env = {
      ...product.backupEnv,
      ...repositories,
      BACKUP_RECIPIENT: recipient,
      KEY_BACKUP_RECIPIENT: keyRecipient,
      BACKUP_FILES_EVERY_SECONDS: '2',
    }
    return [product, await superviseBackups(env, { logs: join(data, 'logs'), print })]
  }

  let [product, backups] = await start(process.env['PRODUCT_TEMPLATE'])

  return {
    smtp,
    backups: repositories.BACKUP_DIR,
    identity,
    get product() {
      return product
    },
    copyRedis() {
      cpSync(join(dataOf(lives), 'redis'), join(surviving, 'redis'), { recursive: true })
    },
    async lose(survivors = []) {
      process.kill(backups.pid(), 'SIGKILL')
      const stopped = backups.stop()
      for (const pid of Object.values(product.pids())) killIfRunning(pid)
      await stopped
      await product.stop()
      for (const name of survivors)
        cpSync(join(dataOf(lives), name), join(surviving, name), { recursive: true })
      removeData(dataOf(lives))
      lives++
    },
    async restore(at) {
      mkdirSync(dataOf(lives), { mode: 0o700 })
      for (const name of ['redis', 'keys'] as const)
        if (existsSync(join(surviving, name))) renameSync(join(surviving, name), join(dataOf(lives), name))
      const restored = await restoreProduct({
        ...{ data: dataOf(lives), env: repositories, identity, keyIdentity, at, print },
        portBase: randomPortBase(),
      })
      ;[product, backups] = await start()
      return restored
    },
    async stop() {
      await backups.stop()
      await product.stop()
      await smtp.stop()
      removeData(dataOf(lives))
      removeData(folder)
    },
  }
}

async function makeKeyPair(file: string): Promise<[file: string, recipient: string]> {
  const identity = await generateX25519Identity()
  writeFileSync(file, `${identity}\n`, { mode: 0o600 })
  return [file, await identityToRecipient(identity)]
}

function killIfRunning(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is just being restarted.
  }
}
