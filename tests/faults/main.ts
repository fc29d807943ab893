/** `npm run test:faults [-- --rounds 300 --seed 7 --from 1]`: the long run; its last line is `N passed, N failed`. */
import { parseArgs } from 'node:util'
import { onShutdown } from '../../infra/local/process/on-shutdown.ts'
import { openFaultRun } from './fault-run.ts'
import { seedOfRun } from '../traffic/random.ts'

/** Rounds between two times that all is looked at. */
const STRETCH = 25

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' } },
})
const rounds = Number(values.rounds ?? 300)
const from = Number(values.from ?? 1)
const seed = values.seed === undefined ? seedOfRun() : Number(values.seed) >>> 0
const say = (line: string) => void process.stdout.write(`${line}\n`)

say(`seed ${seed}: ${rounds} rounds from ${from}; repeat with --seed ${seed}`)
const run = await openFaultRun(seed)
const wrong = new Set<string>()
let failed = 0
let played = 0
onShutdown(async () => {
  await run.stop()
  say(`Stopped\n\n${Math.max(0, played - failed)} passed, ${failed + 1} failed`)
  process.exit(1)
})
for (let number = from; number < from + rounds; number++) {
  const line = await run.round(number).catch((error: unknown) => `round ${number}: WRONG ${String(error)}`)
  say(line)
  played++
  if (line.includes('WRONG')) failed++
  if ((number - from + 1) % STRETCH === 0 || number === from + rounds - 1) await settle()
}
await run.stop(failed > 0)
if (failed > 0) say(`Data and logs are kept in ${run.rig.data}`)
say(`\n${Math.max(0, rounds - failed)} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function settle(): Promise<void> {
  const settled = await run.settle()
  const news = settled.wrong.filter((line) => !wrong.has(line))
  for (const line of news) wrong.add(line)
  if (news.length > 0) failed++
  say(
    `at rest: ${settled.orders} orders, ${settled.payments} cards, ${settled.fragmentsSent} fragments sent, ` +
      `${settled.fragmentsLost} lost and said so, ${settled.mailsSeen} mails; ${news.length} wrong`,
  )
  for (const line of news) say(`  ${line}`)
}
