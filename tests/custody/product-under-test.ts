import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool, type ToolResult } from '../../infra/local/process/run-tool.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { programPath } from '../../infra/local/product/programs.ts'
import { postgresFolder, removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import type { Product } from '../../infra/local/product/start-product.ts'
import { productInContainers } from '../images/product-in-containers.ts'
import { startBouncingSmtp } from './bouncing-smtp.ts'
import type { BouncingSmtp } from './bouncing-smtp.ts'
import { eachDigitRun, eachPackedRun } from './digit-runs.ts'
import { containersUnderTest } from './containers-under-test.ts'
import { inspectorFlags, snapshotsIn } from './inspector.ts'
import { readIfExists } from './read-if-exists.ts'
import { PUBLISHED_NUMBERS } from './run-checkouts.ts'

/** Every server of the product, those that handle digits first. */
export const SERVERS = ['api', 'worker', 'portal', 'storefront', 'operator-page'] as const

/** The product on its own stores, with inspectors on its api and worker, and a mail server that bounces. */
export interface ProductUnderTest {
  product: Pick<Product, 'run' | 'redisUrl' | 'pids'>
  smtp: BouncingSmtp
  /** A folder for files of the test itself, which the product does not write to. */
  scratch: string
  superuserUrl: string
  /** Every folder that the product writes to. */
  folders: () => string[]
  redisFolder: string
  /** A folder of logs. */
  logs: string
  /** Runs the erase command. */
  erase: () => Promise<ToolResult>
  /** Whether the erase command may destroy keys too. */
  erasesKeys: boolean
  /** Writes a heap snapshot. @param numbers whether numeric values are included */
  snapshot: (name: 'api' | 'worker', numbers?: boolean) => Promise<{ file: string; stringsFrom: number }>
  stop: () => Promise<void>
}

/** Starts the product; in `npm run test:images` it is the one in the containers. */
export async function startProductUnderTest(): Promise<ProductUnderTest> {
  const contained = productInContainers()
  if (contained) return containersUnderTest(contained)
  const data = mkdtempSync(join(tmpdir(), 'triclic-custody-'))
  const scratch = mkdtempSync(join(tmpdir(), 'triclic-custody-scratch-'))
  const smtp = await startBouncingSmtp(join(scratch, 'mails'))
  const [api = 0, worker = 0] = await freePorts(2, randomPortBase() + 10_000)
  const inspectors = { api, worker }
  const product = await startProduct({
    data,
    portBase: randomPortBase(),
    template: process.env['PRODUCT_TEMPLATE'],
    external: { smtpUrl: smtp.url },
    operatorPage: true,
    adapt: (server) => {
      if (server.name !== 'api' && server.name !== 'worker') return server
      const flags = inspectorFlags(inspectors[server.name])
      return { ...server, nodeFlags: [...(server.nodeFlags ?? []), ...flags] }
    },
  }).catch(async (error: unknown) => {
    await smtp.stop()
    throw error
  })
  const secrets = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as {
    superuserPassword: string
  }
  const superuser = new URL(product.databaseOwnerUrl)
  superuser.username = 'postgres'
  superuser.password = secrets.superuserPassword
  const program = programPath('erase')
  return {
    product,
    smtp,
    scratch,
    superuserUrl: superuser.href,
    folders: () => [data, postgresFolder(data)],
    redisFolder: join(data, 'redis'),
    logs: join(data, 'logs'),
    snapshot: snapshotsIn(scratch, inspectors),
    erase: () => runTool(process.execPath, [program], { env: product.eraseEnv, cleanEnv: true }),
    erasesKeys: true,
    async stop() {
      await product.stop()
      await smtp.stop()
      removeData(data)
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

/** Packed digits whose bytes are all printable ASCII, 0x20 to 0x79. */
const PRINTABLE = /^(?:[2-7]\d)+$/

/**
 * Returns a function that checks whether parts of a number already occur in these files, or in the published numbers,
 * before any card is entered: finding such a card later would prove nothing. The last six and the kept digits are
 * compared as text, the first kept digits as packed BCD; packed digits that are printable count as present too, since
 * any text may contain them.
 */
export function isAlreadyPresent(
  files: readonly { path: string; from: number }[],
): (number: string) => boolean {
  const runs = new Set(PUBLISHED_NUMBERS.flatMap(([, number]) => [number.slice(0, 6), number.slice(-6)]))
  const packed = new Uint8Array(10 ** 8 / 8)
  for (const { path, from } of files) {
    const bytes = readIfExists(path).subarray(from)
    eachDigitRun(bytes, (digits) => runs.add(digits))
    eachPackedRun(bytes, (digits) => (packed[digits >>> 3]! |= 1 << (digits & 7)))
  }
  const isPacked = (digits: string) => ((packed[Number(digits) >>> 3] as number) >>> (Number(digits) & 7)) & 1
  return (number) =>
    [number.slice(-6), number.slice(0, -6)].some((part) => runs.has(part)) ||
    [number.slice(0, 8), number.slice(1, 9)].some((part) => isPacked(part) === 1 || PRINTABLE.test(part))
}

/** Every file in a folder and its subfolders. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
