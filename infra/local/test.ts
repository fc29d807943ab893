/** `npm test [-- <filter>]`: the check, then every test on PostgreSQL, Redis and Chromium of its own. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { build } from './build.ts'
import { check } from './check-steps.ts'
import { findChromium } from './find-chromium.ts'
import { findGnupg } from './find-gnupg.ts'
import { freePorts, randomBase } from './free-ports.ts'
import { madeUp } from './made-up.ts'
import { migrate } from './migrate.ts'
import { removeData } from './postgres.ts'
import { runTool, stopTools } from './run-tool.ts'
import { Sentence } from './sentence.ts'
import { startStores } from './stores.ts'

const filters = process.argv.slice(2)
const say = (line: string) => void process.stdout.write(`${line}\n`)
const data = mkdtempSync(join(tmpdir(), 'triclic-test-'))
const countsFile = join(data, 'counts.json')
const ending: (() => Promise<void>)[] = []

let passed = 0
let failed = 0
onAskedToStop(async () => {
  stopTools()
  await cleanUp()
  say(`\n${passed} passed, ${failed + 1} failed`)
  process.exit(1)
})

try {
  if (filters.length === 0) failed += await check(say)
  else say(`Only ${filters.join(', ')}: the check is left out.`)
  await build((line) => say(`build: ${line}`))
  await runTests()
} catch (error) {
  failed++
  say(error instanceof Sentence ? error.message : String(error instanceof Error ? error.stack : error))
}
await cleanUp()
say(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function runTests(): Promise<void> {
  const chromium = await findChromium(say)
  const gnupg = await findGnupg(say)
  const secrets = madeUp(join(data, 'secrets.json'))
  const [postgres = 0, redis = 0] = await freePorts(2, randomBase())
  const stores = await startStores({ data, secrets, ports: { postgres, redis }, say, fast: true })
  ending.push(stores.stop)
  await migrate(stores.postgres.ownerUrl, secrets, say)

  const { code } = await runTool('vitest', ['run', ...filters], {
    show: true,
    env: {
      // What a test, or a browser that was killed, leaves behind goes with the rest.
      TMPDIR: data,
      CHROMIUM_PATH: chromium,
      GPG_PATH: gnupg,
      COUNTS_FILE: countsFile,
      TEST_DATABASE_OWNER_URL: stores.postgres.ownerUrl,
      TEST_REDIS_URL: stores.redis.url,
      TEST_API_ROLE_PASSWORD: secrets.apiRolePassword,
      TEST_WORKER_ROLE_PASSWORD: secrets.workerRolePassword,
    },
  })
  const counts = existsSync(countsFile)
    ? (JSON.parse(readFileSync(countsFile, 'utf8')) as { passed: number; failed: number })
    : { passed: 0, failed: 0 }
  passed += counts.passed
  failed += counts.failed
  if (code !== 0 && counts.failed === 0) failed++
}

async function cleanUp(): Promise<void> {
  for (const end of ending.splice(0)) await end()
  removeData(data)
}
