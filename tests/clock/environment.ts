import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLog } from '../../infra/local/process/open-log.ts'
import { runTool } from '../../infra/local/process/run-tool.ts'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { programPath } from '../../infra/local/product/programs.ts'
import { startProduct, type Product } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startFaultySmtp, type FaultySmtp } from '../faults/faulty-smtp.ts'

/** The api, worker and PostgreSQL, whose clock can be set together. Redis keeps the real time: libfaketime does not work with its allocator. */
export interface ClockEnvironment {
  product: Product
  smtp: FaultySmtp
  /** Sets the clock to so many seconds from the real time. Programs notice within a second. */
  setClock(seconds: number): void
  /** What make-keys prints when it is run at the time of this clock. */
  makeKeys(): Promise<{ destroyed: string[]; warnings: string }>
  /** The jumps, in seconds, that a server has logged. */
  loggedJumps(server: 'api' | 'worker'): number[]
  stop(): Promise<void>
}

export async function startClockEnvironment(): Promise<ClockEnvironment> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-clock-'))
  // PostgreSQL reads both files as another user than root.
  const shared = mkdtempSync('/tmp/triclic-faketime-')
  chmodSync(shared, 0o755)
  const library = join(shared, 'libfaketimeMT.so.1')
  copyFileSync(process.env['FAKETIME_LIBRARY'] ?? '', library)
  const clock = join(shared, 'clock')
  const setClock = (seconds: number) => {
    writeFileSync(
      `${clock}.new`,
      `${seconds < 0 ? '' : '+'}${seconds}
`,
      { mode: 0o644 },
    )
    renameSync(`${clock}.new`, clock)
  }
  setClock(0)
  const env = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_CACHE_DURATION: '1',
    // Nobody can set the monotonic clock of a machine.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  }
  const log = openLog(join(data, 'product.log'))
  const smtp = await startFaultySmtp()
  const product = await startProduct({
    data,
    portBase: randomPortBase(),
    template: process.env['PRODUCT_TEMPLATE'],
    external: { smtpUrl: smtp.url },
    servers: ['api', 'worker'],
    env,
    postgresEnv: env,
    print: (line) => log.append(`${line}\n`),
  })
  const { KEPT_KEYS_DIR, FRAGMENT_PUBLIC_KEYS_DIR, FRAGMENT_PRIVATE_KEYS_DIR } = product.eraseEnv
  const folders = { KEPT_KEYS_DIR, FRAGMENT_PUBLIC_KEYS_DIR, FRAGMENT_PRIVATE_KEYS_DIR } as Record<
    string,
    string
  >
  return {
    product,
    smtp,
    setClock,
    async makeKeys() {
      const { code, output, stdout } = await runTool(process.execPath, [programPath('makeKeys')], {
        env: { ...folders, ...env },
        cleanEnv: true,
      })
      if (code !== 0) throw new Error(output)
      const { destroyed } = JSON.parse(stdout) as { destroyed: string[] }
      return { destroyed, warnings: output.replace(stdout, '') }
    },
    loggedJumps(server) {
      const lines = readFileSync(join(data, 'logs', `${server}.log`), 'utf8').split('\n')
      return lines
        .filter((line) => line.includes('The system clock jumped'))
        .map((line) => (JSON.parse(line) as { seconds: number }).seconds)
    },
    async stop() {
      await product.stop()
      await smtp.stop()
      removeData(data)
      rmSync(shared, { recursive: true })
    },
  }
}
