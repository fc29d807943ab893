import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { postgresFolder, removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import type { Product } from '../../infra/local/product/start-product.ts'
import { startBouncingSmtp } from './bouncing-smtp.ts'
import type { BouncingSmtp } from './bouncing-smtp.ts'
import { eachDigitRun, eachPackedRun } from './digit-runs.ts'
import { PUBLISHED } from './drive.ts'
import { inspectorFlags, writeHeapSnapshot } from './inspector.ts'
import { readThere } from './open-there.ts'

/** The real product on stores of its own, its api and worker open to an inspector, and a mail server that bounces. */
export interface ProductUnderTest {
  product: Product
  smtp: BouncingSmtp
  data: string
  /** Where what the test itself writes is kept: nothing in it is the product's. */
  scratch: string
  superuserUrl: string
  /** Every folder that the product writes to. */
  folders: string[]
  /** @param numbers whether what is no text, but a number, is to be told with its value */
  snapshot: (name: 'api' | 'worker', numbers?: boolean) => Promise<{ file: string; stringsFrom: number }>
  stop: () => Promise<void>
}

export async function startProductUnderTest(): Promise<ProductUnderTest> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-custody-'))
  const scratch = mkdtempSync(join(tmpdir(), 'triclic-custody-scratch-'))
  const smtp = await startBouncingSmtp(join(scratch, 'mails'))
  const [api = 0, worker = 0] = await freePorts(2, randomPortBase() + 10_000)
  const inspectors: Record<string, number> = { api, worker }
  const product = await startProduct({
    data,
    portBase: randomPortBase(),
    external: { smtpUrl: smtp.url },
    adapt: (server) => {
      const port = inspectors[server.name]
      return port ? { ...server, nodeFlags: inspectorFlags(port) } : server
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
  let taken = 0
  return {
    product,
    smtp,
    data,
    scratch,
    superuserUrl: superuser.href,
    folders: [data, postgresFolder(data)],
    async snapshot(name, numbers = true) {
      const file = join(scratch, `${name}-${++taken}.heapsnapshot`)
      return { file, stringsFrom: await writeHeapSnapshot(inspectors[name] ?? 0, file, numbers) }
    },
    async stop() {
      await product.stop()
      await smtp.stop()
      removeData(data)
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

/** Of packed digits, two a byte: all from 20 to 79. */
const LETTERS = /^(?:[2-7]\d)+$/

/**
 * Whether a card may be known by digits that stand somewhere before any card was given, or by those of the published
 * numbers, which are given too: such a card proves nothing. Its last six and kept digits are looked for as text, the first
 * eight of its kept ones, whole or from the second on, packed; those that are letters then stand in any text sooner or later.
 */
export function digitsAlreadyThere(
  files: readonly { path: string; from: number }[],
): (number: string) => boolean {
  const runs = new Set(PUBLISHED.flatMap(([, number]) => [number.slice(0, 6), number.slice(-6)]))
  const packed = new Uint8Array(10 ** 8 / 8)
  for (const { path, from } of files) {
    const bytes = readThere(path).subarray(from)
    eachDigitRun(bytes, (digits) => runs.add(digits))
    eachPackedRun(bytes, (digits) => (packed[digits >>> 3]! |= 1 << (digits & 7)))
  }
  const isPacked = (digits: string) => ((packed[Number(digits) >>> 3] as number) >>> (Number(digits) & 7)) & 1
  return (number) =>
    [number.slice(-6), number.slice(0, -6)].some((part) => runs.has(part)) ||
    [number.slice(0, 8), number.slice(1, 9)].some((part) => isPacked(part) === 1 || LETTERS.test(part))
}

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
