/**
 * `npm run test:images`: infra/compose.yml with the images of infra/Dockerfile, until orders were paid, mailed and certified over Caddy's TLS. Checks
 * users, capabilities, files and how each container stops, then removes all that it started. Its argument is JSON: the engine, the images of
 * PostgreSQL, Redis and Caddy, and the suite of tests that is run against the containers instead. The last line is `N passed, N failed`.
 */
import { onShutdown } from '../../infra/local/process/on-shutdown.ts'
import { endRunningTools, stopTools } from '../../infra/local/process/run-tool.ts'
import { describeError } from '../../infra/local/user-facing-error.ts'
import { verifyBackups } from './backups.ts'
import { checkContainers, checkFiles } from './container-checks.ts'
import { measureMemory, readStartTimes } from './figures.ts'
import { ordersThroughCaddy, pagesThroughCaddy, verifyRecords } from './order-through-caddy.ts'
import { restoreEverything, untilBackedUp } from './restore.ts'
import { runSuite, suiteOptions, type Suite } from './run-suite.ts'
import { lastLines, startCompose, stopEverything } from './running-compose.ts'
import { stopContainers, stopWorkerWhileMailing } from './stop-containers.ts'

const { engine, images, suite } = JSON.parse(process.argv[2] ?? '{}') as {
  engine: 'docker' | 'podman'
  images: Record<string, string>
  suite: Suite | null
}
const startedAt = Date.now()
let passed = 0
let failed = 0
const say = (line: string) =>
  void process.stdout.write(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}\n`)
const check = (name: string, isTrue: boolean, details = '') => {
  if (isTrue) passed++
  else failed++
  if (!isTrue) say(`FAILED: ${name}${details && ` (${details})`}`)
}

const interruption = new AbortController()
const { signal } = interruption
const testing = runTest()
onShutdown(async () => {
  interruption.abort()
  endRunningTools()
  await testing
}, stopTools)
await testing

async function runTest(): Promise<void> {
  try {
    if (suite) await testSuite(suite)
    else await testContainers()
  } catch (error) {
    check('the test ran to its end', false, describeError(error))
    if (!signal.aborted) say(`The last lines of each container:\n${await lastLines()}`)
  } finally {
    await stopEverything()
  }
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed > 0 ? 1 : 0)

async function testContainers(): Promise<void> {
  const running = await startCompose({ engine, images, say, signal })
  check('all services are healthy', true)
  say(`Milliseconds until each was ready: ${JSON.stringify(await readStartTimes(running))}`)
  say(`Idle, in MB of memory: ${JSON.stringify(await measureMemory(running))}`)
  say('Pages and orders through Caddy')
  await pagesThroughCaddy(check)
  const paid = await ordersThroughCaddy(running, check)
  say('Records and backups')
  await verifyRecords(running, check)
  await verifyBackups(running, check)
  say('Rights and files of the containers')
  await checkContainers(running, check)
  await checkFiles(running, check)
  say('Stopping the worker while it sends a mail')
  await stopWorkerWhileMailing(running, check, signal)
  say('Waiting until everything is backed up')
  await untilBackedUp(running, signal)
  say('Stopping all services')
  const times = await stopContainers(running, check)
  say(`Milliseconds until each had stopped: ${JSON.stringify(times)}`)
  say('Losing everything, and restoring it')
  await restoreEverything(running, paid, check, signal)
}

async function testSuite(name: Suite): Promise<void> {
  const running = await startCompose({ engine, images, say, signal, ...suiteOptions(name) })
  say(`Running tests/${name} against the containers`)
  const counts = await runSuite(name, running)
  passed += counts.passed
  failed += counts.failed
}
