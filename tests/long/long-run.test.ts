import { expect, test } from 'vitest'
import { seedOfRun } from '../traffic/random.ts'
import { judge } from './judge.ts'
import { runLong } from './long-run.ts'

const SECONDS = 60

test(
  'under load, the product opens no more and more files and connections, and no request fails',
  async () => {
    const seed = seedOfRun()
    process.stdout.write(`long run: seed ${seed}; repeat with SEED=${seed}\n`)
    const print = (line: string) => void process.stdout.write(`long run: ${line}\n`)
    const { samples, errors } = await runLong({ seconds: SECONDS, sampleEverySeconds: 2, seed, print })
    const judged = judge(samples, /(?<!PostgreSQL) descriptors$| connections$/)
    expect(errors).toEqual([])
    expect(samples.at(-1)?.['orders']).toBeGreaterThan(20)
    expect(judged).toHaveLength(7)
    expect(judged.filter(({ isFlat }) => !isFlat)).toEqual([])
  },
  (SECONDS + 120) * 1000,
)
