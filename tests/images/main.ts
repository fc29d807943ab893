/**
 * `npm run test:images`: infra/compose.yml with the images of infra/Dockerfile, until an order was paid, mailed and certified over Caddy's TLS. Checks
 * users, capabilities, files and how each container stops, then removes all that it started. Its argument is JSON: the engine, and the images of
 * PostgreSQL, Redis and Caddy. The last line is `N passed, N failed`.
 */
import { onShutdown } from '../../infra/local/process/on-shutdown.ts'
import { endRunningTools, stopTools } from '../../infra/local/process/run-tool.ts'
import { describeError } from '../../infra/local/user-facing-error.ts'
import { checkContainers, checkFiles } from './container-checks.ts'
import { orderThroughCaddy, pagesThroughCaddy, verifyRecords } from './order-through-caddy.ts'
import { startCompose, stopEverything } from './running-compose.ts'
import { stopContainers } from './stop-containers.ts'

const { engine, images } = JSON.parse(process.argv[2] ?? '{}') as {
  engine: 'docker' | 'podman'
  images: Record<string, string>
}
const startedAt = Date.now()
let passed = 0
let failed = 0
const say = (line: string) =>
  void process.stdout.write(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}\n`)
const check = (name: string, isTrue: boolean, details = '') => {
  if (isTrue) passed++
  else failed++
  if (!isTrue || details) say(`${isTrue ? 'passed' : 'FAILED'}: ${name}${details && ` (${details})`}`)
}

const interruption = new AbortController()
const testing = runTest()
onShutdown(async () => {
  interruption.abort()
  endRunningTools()
  await testing
}, stopTools)
await testing

async function runTest(): Promise<void> {
  try {
    const running = await startCompose(engine, images, say, interruption.signal)
    check('all services are healthy', true)
    await pagesThroughCaddy(check)
    await orderThroughCaddy(running, check)
    await verifyRecords(running, check)
    await checkContainers(running, check)
    await checkFiles(running, check)
    const times = await stopContainers(running, check)
    say(`Stopped in milliseconds: ${JSON.stringify(times)}`)
  } catch (error) {
    check('the test ran to its end', false, describeError(error))
  } finally {
    await stopEverything()
  }
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed > 0 ? 1 : 0)
