import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localData } from '../paths.ts'
import { runTool } from '../process/run-tool.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'
import { programPath, type programs } from './programs.ts'
import type { OperatorAccount } from './load-or-create-operator.ts'
import type { Product } from './start-product.ts'

/** A demo shop. `origin` is where its storefront is served, `banks` the gateway accounts that the bank sandbox simulates. */
export interface RunShop {
  slug: string
  key: string
  secret: string
  origin: string
  locale: string
  fragmentTo: string
  banks: { id: string; protocol: string; notifyUrl: string; credentials: Record<string, unknown> }[]
}

export interface RunMember {
  email: string
  password: string
  shops: string[]
}

export interface Demo {
  shops: RunShop[]
  members: RunMember[]
}

/** The content of `.local/run.json`: base URLs without a trailing slash, absolute folders. */
export interface Run extends Demo {
  api: string
  portal: string
  storefront: string
  bank: string
  /** The documentation; null unless it is served. */
  docs: string | null
  /** The page for operators and who signs in there; null unless it is served. */
  operator: { url: string; account: OperatorAccount } | null
  /** null if SMTP_URL is set. */
  mailbox: string | null
  /** `smtp://host:port` */
  smtp: string
  /** Where each server serves its metrics in the format of Prometheus. */
  metrics: { api: string; worker: string; portal: string; storefront: string; 'operator-page'?: string }
  /** Base URL of /health/live and /health/ready of the API, on a port of their own. */
  health: string
  /** The folders of the PostgreSQL, Redis and log files; those of external services are unknown. */
  data: string[]
}

const NOT_RUNNING = 'Triclic is not running. Start it with npm start.'

const runFile = join(localData, 'run.json')

/** The environments with which `npm run seed`, `erase`, `audit-log`, `shop`, `rotate-keys`, `operator` and `backup` reach the running product. */
const environmentFiles = {
  seed: join(localData, 'seed-env.json'),
  erase: join(localData, 'erase-env.json'),
  auditLog: join(localData, 'audit-log-env.json'),
  shop: join(localData, 'shop-env.json'),
  rotateKeys: join(localData, 'rotate-keys-env.json'),
  operator: join(localData, 'operator-env.json'),
  backup: join(localData, 'backup-env.json'),
}

/** Writes `.local/run.json` and the files for `npm run seed`, `erase`, `audit-log`, `shop`, `rotate-keys`, `operator` and `backup`. They hold local passwords (0600). */
export function writeRunFiles(product: Product): void {
  const { run, seedEnv, eraseEnv, auditLogEnv, shopEnv, rotateKeysEnv, operatorEnv, backupEnv } = product
  if (backupEnv) writeFileSync(environmentFiles.backup, `${JSON.stringify(backupEnv)}\n`, { mode: 0o600 })
  writeFileSync(environmentFiles.operator, `${JSON.stringify(operatorEnv)}\n`, { mode: 0o600 })
  writeFileSync(environmentFiles.shop, `${JSON.stringify(shopEnv)}\n`, { mode: 0o600 })
  writeFileSync(environmentFiles.rotateKeys, `${JSON.stringify(rotateKeysEnv)}\n`, { mode: 0o600 })
  writeFileSync(environmentFiles.auditLog, `${JSON.stringify(auditLogEnv)}\n`, { mode: 0o600 })
  writeFileSync(environmentFiles.erase, `${JSON.stringify(eraseEnv)}\n`, { mode: 0o600 })
  writeFileSync(environmentFiles.seed, `${JSON.stringify(seedEnv)}\n`, { mode: 0o600 })
  writeFileSync(runFile, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 })
}

/** What runs. @throws UserFacingError if nothing does */
export function readRun(): Run {
  if (!existsSync(runFile)) throw new UserFacingError(NOT_RUNNING)
  return JSON.parse(readFileSync(runFile, 'utf8')) as Run
}

export function removeRunFiles(): void {
  for (const file of [runFile, ...Object.values(environmentFiles)]) rmSync(file, { force: true })
}

/** Runs one of these programs, or another with its environment, against the running product and exits with its code. */
export async function runAgainstProduct(
  name: keyof typeof environmentFiles,
  args: string[],
  program: keyof typeof programs = name,
): Promise<void> {
  try {
    if (!existsSync(environmentFiles[name])) throw new UserFacingError(NOT_RUNNING)
    const env = JSON.parse(readFileSync(environmentFiles[name], 'utf8')) as Record<string, string>
    const { code } = await runTool(process.execPath, [programPath(program), ...args], { env, inherit: true })
    process.exitCode = code
  } catch (error) {
    failWith(error)
  }
}
