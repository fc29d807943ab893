/**
 * `npm run test:storage`: buyers check out while the disk of Redis, then the disk of PostgreSQL is full for some seconds. Each time the
 * API must say that it is not ready, and be ready again within ten seconds of the disk being freed; after both stores were killed and
 * started again, nothing that was acknowledged may be lost. The last line is `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { postgresFolder } from '../../infra/local/stores/postgres.ts'
import { describeError } from '../../infra/local/user-facing-error.ts'
import { startFaultRun, type FaultRun } from '../faults/fault-run.ts'
import { kill, waitUntilReady } from '../faults/kill.ts'
import { seedOfRun } from '../traffic/random.ts'
import { countRewrites } from './count-rewrites.ts'
import { mountLimitedDisk, type LimitedDisk } from './limited-disk.ts'

const FULL_MS = 8_000
const READY_WITHIN_MS = 10_000
const LOAD_MS = 60_000

let passed = 0
let failed = 0
const say = (line: string) => void process.stdout.write(`${line}\n`)
const check = (name: string, isTrue: boolean, details = '') => {
  if (isTrue) passed++
  else failed++
  say(`${isTrue ? 'passed' : 'FAILED'}: ${name}${details && ` (${details})`}`)
}

const seed = seedOfRun()
say(`seed ${seed}`)
const root = mkdtempSync(join(tmpdir(), 'triclic-storage-'))
const data = join(root, 'disk/data')
const disks: LimitedDisk[] = []
let run: FaultRun | undefined
try {
  const redisDisk = mount(join(root, 'disk'), 48)
  const postgresDisk = mount(dirname(postgresFolder(data)), 256)
  run = await startFaultRun(seed, data)
  const smtp = { mode: 'accept' as const, fromMs: 0, toMs: 0 }
  const load = run.runPlan({
    number: 1,
    loadMs: LOAD_MS,
    buyers: 2,
    kills: [],
    smtp,
    lock: null,
    lostBytes: 0,
  })
  await pause(3_000)
  const rewrites = await countRewrites(run.environment.redis)
  await fillAndFree('Redis', redisDisk, run)
  await pause(3_000)
  check('the append-only file was rewritten', (await countRewrites(run.environment.redis)) > rewrites)
  await fillAndFree('PostgreSQL', postgresDisk, run)
  const result = await load
  check('no buyer got a wrong response', !result.includes('VIOLATION'), result)

  for (const store of ['Redis', 'PostgreSQL'] as const) await kill(run.environment, store)
  await waitUntilReady(run.environment)
  check('both stores start again after they were killed', true)
  const { violations, ...counts } = await run.verify()
  for (const line of violations) say(`  ${line}`)
  check('nothing that was acknowledged is lost', violations.length === 0, JSON.stringify(counts))
  check('no card fragment is lost', counts.fragmentsLost === 0)
} catch (error) {
  failed++
  say(`FAILED: ${describeError(error)}`)
} finally {
  await run?.stop(true)
  for (const disk of disks) disk.unmount()
  rmSync(root, { recursive: true, force: true })
}
say(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

function mount(folder: string, megabytes: number): LimitedDisk {
  const disk = mountLimitedDisk(folder, megabytes)
  disks.push(disk)
  return disk
}

async function fillAndFree(
  store: 'Redis' | 'PostgreSQL',
  disk: LimitedDisk,
  { environment }: FaultRun,
): Promise<void> {
  const ready = () => readiness(environment.product.run.api)
  disk.fill()
  const filledAt = Date.now()
  const seen = new Set<string>()
  while (Date.now() - filledAt < FULL_MS) {
    seen.add(await ready())
    await pause(100)
  }
  disk.free()
  const freedAt = Date.now()
  const reported = [...seen].join(', ')
  check(
    `the full disk of ${store} is reported`,
    [...seen].some((answer) => answer !== 'ready, Redis up'),
    reported,
  )
  while ((await ready()) !== 'ready, Redis up' && Date.now() - freedAt < 60_000) await pause(50)
  const milliseconds = Date.now() - freedAt
  check(
    `the API is ready again after the disk of ${store} was freed`,
    milliseconds < READY_WITHIN_MS,
    `${milliseconds} ms`,
  )
}

async function readiness(api: string): Promise<string> {
  const response = await fetch(`${api}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => null,
  )
  const { status, database, redis } = ((await response?.json().catch(() => null)) ?? {}) as Record<
    string,
    string
  >
  return [status ?? 'no answer', database && `database ${database}`, redis && `Redis ${redis}`]
    .filter(Boolean)
    .join(', ')
}
