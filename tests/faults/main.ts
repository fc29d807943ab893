/** `npm run test:faults [-- --rounds 300 --seed 7 --from 1]`: the long run. Its last line is `N passed, N failed`. */
import { parseArgs } from 'node:util'
import { onShutdown } from '../../infra/local/process/on-shutdown.ts'
import { seedOfRun } from '../traffic/random.ts'
import { startFaultRun } from './fault-run.ts'

const ROUNDS_PER_VERIFICATION = 25

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' } },
})
const rounds = Number(values.rounds ?? 300)
const from = Number(values.from ?? 1)
const seed = values.seed === undefined ? seedOfRun() : Number(values.seed) >>> 0
const say = (line: string) => void process.stdout.write(`${line}\n`)

say(`seed ${seed}: ${rounds} rounds from ${from}; repeat with --seed ${seed}`)
const run = await startFaultRun(seed)
const known = new Set<string>()
let failed = 0
let completed = 0
onShutdown(async () => {
  await run.stop()
  say(`Stopped\n\n${Math.max(0, completed - failed)} passed, ${failed + 1} failed`)
  process.exit(1)
})
for (let number = from; number < from + rounds; number++) {
  const line = await run
    .round(number)
    .catch((error: unknown) => `round ${number}: VIOLATION ${String(error)}`)
  say(line)
  completed++
  if (line.includes('VIOLATION')) failed++
  if ((number - from + 1) % ROUNDS_PER_VERIFICATION === 0 || number === from + rounds - 1) await verify()
}
await run.stop(failed > 0)
if (failed > 0) say(`Data and logs are kept in ${run.environment.data}`)
say(`\n${Math.max(0, rounds - failed)} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function verify(): Promise<void> {
  const result = await run.verify()
  const violations = result.violations.filter((line) => !known.has(line))
  for (const line of violations) known.add(line)
  if (violations.length > 0) failed++
  say(
    `verification: ${result.orders} orders, ${result.payments} card payments, ` +
      `${result.fragmentsSent} card fragments sent, ${result.fragmentsLost} lost and reported, ` +
      `${result.mailsReceived} mails received; ${violations.length} violations`,
  )
  for (const line of violations) say(`  ${line}`)
}
