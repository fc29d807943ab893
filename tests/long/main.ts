/**
 * `npm run test:long [-- --minutes 60 --seed 7 --save]`: the whole product under half of the machine's load. Samples memory, descriptors,
 * connections and disk use every ten seconds. Fails when one of them grows after the warm-up, or when a request fails. `--save` writes the
 * report to docs/operation. The last line is `N passed, N failed`.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../infra/local/paths.ts'
import { describeError } from '../../infra/local/user-facing-error.ts'
import { seedOfRun } from '../traffic/random.ts'
import { judge, verdictOf } from './judge.ts'
import { runLong } from './long-run.ts'
import { writeReport } from './write-report.ts'

const SAMPLE_EVERY_SECONDS = 10
/** Fewer samples say nothing about a slope. */
const MIN_MINUTES = 3

const say = (line: string) => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    save: { type: 'boolean', default: false },
  },
})
const minutes = Number(values.minutes)
const seed = values.seed === undefined ? seedOfRun() : Number(values.seed) >>> 0

try {
  if (!(minutes >= MIN_MINUTES)) throw new Error(`--minutes must be ${MIN_MINUTES} or more.`)
  say(`${minutes} minutes, seed ${seed}`)
  const run = await runLong({
    ...{ seconds: minutes * 60, sampleEverySeconds: SAMPLE_EVERY_SECONDS, seed, print: say },
  })
  const judged = judge(run.samples)
  const folder = values.save ? 'docs/operation' : '.local/long-run'
  writeReport(join(root, folder), { ...run, judged, minutes })
  for (const slope of judged)
    say(
      `${verdictOf(slope)}: ${slope.column} grew by ${slope.growth.toFixed(1)} (bound ${slope.bound.toFixed(1)})`,
    )
  for (const error of run.errors) say(`FAILED: ${error}`)
  say(`The report is in ${folder}.`)
  const failed = judged.filter(({ isFlat }) => !isFlat).length + run.errors.length
  say(`\n${judged.length + 1 - failed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
} catch (error) {
  say(`FAILED: ${describeError(error)}\n\n0 passed, 1 failed`)
  process.exitCode = 1
}
