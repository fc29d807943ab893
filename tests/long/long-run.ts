import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { withProduct } from '../load/product.ts'
import { startMailSink } from '../load/mail-sink.ts'
import { randomFrom } from '../traffic/random.ts'
import { createCustomers } from './customers.ts'
import { cpuMsIn, startSampler, type Sample } from './sample.ts'

export interface LongRunOptions {
  seconds: number
  sampleEverySeconds: number
  seed: number
  /** Called after each sample. */
  print: (line: string) => void
}

export interface LongRun {
  samples: Sample[]
  /** What went wrong, a sentence each; the first of each kind with how often it happened. */
  errors: string[]
}

/** Concurrent customers. How long each pauses is adjusted to the load that is wanted. */
const CUSTOMERS = 8
/** Of the processors of this machine, for the product and its load together. */
const WANTED_LOAD = 0.5
const FIRST_PAUSE_MS = 100

/** Runs the whole product under half of the load that the machine can take, and samples what it uses. */
export async function runLong(options: LongRunOptions): Promise<LongRun> {
  const { seconds, sampleEverySeconds, seed, print } = options
  const mails = await startMailSink()
  const samples: Sample[] = []
  const errors = new Map<string, number>()
  try {
    await withProduct(
      async (product) => {
        const random = randomFrom(seed)
        const customers = await createCustomers(product, random)
        const sampler = startSampler(product)
        const until = performance.now() + seconds * 1000
        let pauseMs = FIRST_PAUSE_MS
        let isOver = false
        const act = async (draw: ReturnType<typeof randomFrom>) => {
          while (!isOver) {
            await customers.act(draw).catch((error: unknown) => count(errors, error))
            await pause(pauseMs * (0.5 + draw.below(100) / 100))
          }
        }
        const acting = Array.from({ length: CUSTOMERS }, (_, index) => act(random.fork(`customer ${index}`)))
        try {
          let before = await sampler.take()
          let ownBefore = process.cpuUsage()
          while (performance.now() < until) {
            await pause(sampleEverySeconds * 1000)
            const sample = await sampler.take()
            const { user, system } = process.cpuUsage(ownBefore)
            ownBefore = process.cpuUsage()
            const usedMs = cpuMsIn(sample) - cpuMsIn(before) + (user + system) / 1000
            const load = usedMs / (sample.seconds - before.seconds) / 1000 / availableParallelism()
            before = sample
            samples.push({ ...sample, orders: customers.orders(), mails: mails.count(), load })
            print(describeSample(samples.at(-1) ?? sample))
            pauseMs = adjust(pauseMs, load / WANTED_LOAD)
          }
        } finally {
          isOver = true
          await Promise.all(acting)
          sampler.stop()
        }
      },
      {
        external: { smtpUrl: mails.url },
        servers: ['api', 'worker', 'portal', 'storefront', 'bank'],
        template: process.env['PRODUCT_TEMPLATE'],
      },
    )
  } finally {
    await mails.stop()
  }
  return { samples, errors: [...errors].map(([message, times]) => `${message} (${times} times)`) }
}

/** In small steps, so that the load does not swing. */
const adjust = (pauseMs: number, ratio: number): number =>
  Math.min(2_000, Math.max(2, pauseMs * Math.min(1.25, Math.max(0.8, ratio))))

function count(errors: Map<string, number>, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  errors.set(message, (errors.get(message) ?? 0) + 1)
}

function describeSample(sample: Sample): string {
  const value = (name: string, digits = 0) => (sample[name] ?? NaN).toFixed(digits)
  return [
    `${value('seconds').padStart(5)} s`,
    `load ${value('load', 2)}`,
    `${value('orders')} orders`,
    `${value('mails')} mails`,
    `api ${value('api memory MB')} MB, heap ${value('api heap MB')} MB, ${value('api descriptors')} descriptors`,
    `worker ${value('worker memory MB')} MB`,
    `PostgreSQL ${value('PostgreSQL memory MB')} MB, ${value('PostgreSQL connections')} connections`,
    `Redis ${value('Redis data MB', 1)} MB`,
    `database ${value('database MB')} MB`,
  ].join(', ')
}
