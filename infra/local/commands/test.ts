/**
 * `npm test`: all checks, then every test. `npm test -- <part of a file path> [options of vitest]`: those tests only.
 * Starts a PostgreSQL and a Redis of its own; ends with the line `N passed, M failed`.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { migrateDatabase } from '../product/api-programs.ts'
import { loadOrCreateSecrets } from '../product/load-or-create-secrets.ts'
import { freePorts, randomPortBase } from '../product/ports.ts'
import { copyDatabaseFiles, createDatabaseTemplate } from '../stores/data-template.ts'
import { removeData } from '../stores/postgres.ts'
import { startStores } from '../stores/start-stores.ts'
import { build } from '../tools/build.ts'
import { check } from '../tools/check.ts'
import { findCaddy } from '../tools/find-caddy.ts'
import { findChromium } from '../tools/find-chromium.ts'
import { findApache } from '../tools/find-apache.ts'
import { findFaketime } from '../tools/find-faketime.ts'
import { findGnupg } from '../tools/find-gnupg.ts'
import { findPrometheus } from '../tools/find-prometheus.ts'
import { findXmllint } from '../tools/find-xmllint.ts'
import { describeError } from '../user-facing-error.ts'

const args = process.argv.slice(2)
const print = (line: string) => void process.stdout.write(`${line}\n`)
const data = mkdtempSync(join(tmpdir(), 'triclic-test-'))
const countsFile = join(data, 'counts.json')
/** The files of a migrated PostgreSQL, from which each product of a test starts. */
const template = join(data, 'template')
/** A migrated database, from which isolated ones are created. */
const DATABASE_TEMPLATE = 'triclic_template'
let stopStores: () => Promise<void> = async () => undefined

let passed = 0
let failed = 0
onShutdown(async () => {
  stopTools()
  await cleanUp()
  print(`\n${passed} passed, ${failed + 1} failed`)
  process.exit(1)
})

try {
  if (args.length === 0) failed += await check(print)
  else print('Running some tests only, without npm run check.')
  await build((line) => print(`Build: ${line}`))
  await runTests()
} catch (error) {
  failed++
  print(describeError(error))
}
await cleanUp()
print(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function runTests(): Promise<void> {
  const chromium = await findChromium(print)
  const gnupg = await findGnupg(print)
  const xmllint = await findXmllint(print)
  const apache = await findApache(print)
  const prometheus = await findPrometheus(print)
  const caddy = await findCaddy(print)
  const faketime = await findFaketime(print)
  const secrets = loadOrCreateSecrets(join(data, 'secrets.json'))
  const [postgres = 0, redis = 0] = await freePorts(2, randomPortBase())
  const start = async () => {
    const started = await startStores({ data, secrets, ports: { postgres, redis }, print, fast: true })
    stopStores = started.stop
    return started
  }
  const first = await start()
  await migrateDatabase(first.postgres.ownerUrl, secrets, print)
  await first.stop()
  copyDatabaseFiles(data, template)
  const stores = await start()
  await createDatabaseTemplate(stores.postgres.ownerUrl, DATABASE_TEMPLATE)

  const { code } = await runTool('vitest', vitestArgs(), {
    inherit: true,
    env: {
      // Temporary files of tests and killed browsers are removed with the data folder.
      TMPDIR: data,
      CHROMIUM_PATH: chromium,
      GPG_PATH: gnupg,
      XMLLINT_PATH: xmllint,
      APACHE_PATH: apache,
      PROMETHEUS_PATH: prometheus,
      CADDY_PATH: caddy,
      ...(faketime && { FAKETIME_LIBRARY: faketime }),
      COUNTS_FILE: countsFile,
      PRODUCT_TEMPLATE: template,
      DATABASE_TEMPLATE,
      TEST_DATABASE_OWNER_URL: stores.postgres.ownerUrl,
      TEST_REDIS_URL: stores.redis.url,
      TEST_API_ROLE_PASSWORD: secrets.apiRolePassword,
      TEST_WORKER_ROLE_PASSWORD: secrets.workerRolePassword,
      TEST_OPERATOR_PAGE_ROLE_PASSWORD: secrets.operatorPageRolePassword,
    },
  })
  const counts = existsSync(countsFile)
    ? (JSON.parse(readFileSync(countsFile, 'utf8')) as { passed: number; failed: number })
    : { passed: 0, failed: 0 }
  passed += counts.passed
  failed += counts.failed
  if (code !== 0 && counts.failed === 0) failed++
}

/** The arguments for vitest: one run unless `--watch` is given; a debugger needs one process and no time limits. */
function vitestArgs(): string[] {
  const watch = args.some((arg) => arg === '--watch' || arg === '-w')
  const debug = args.some((arg) => arg.startsWith('--inspect'))
  // Without a port, vitest would take the file filter after it for one.
  const all = args.map((arg) => (/^--inspect(-brk)?$/.test(arg) ? `${arg}=9229` : arg))
  return [
    ...(watch ? [] : ['run']),
    ...all,
    ...(debug ? ['--no-file-parallelism', '--testTimeout=0', '--hookTimeout=0'] : []),
  ]
}

async function cleanUp(): Promise<void> {
  await stopStores()
  removeData(template)
  removeData(data)
}
