import { join } from 'node:path'
import { Redis } from 'ioredis'
import { cpuMsOf } from '../load/machine.ts'
import type { MeasuredProduct } from '../load/product.ts'
import { descriptorsOf, megabytesBelow, ownMegabytes } from './processes.ts'

export const SERVERS = ['api', 'worker', 'portal', 'storefront'] as const
const PROCESSES = [...SERVERS, 'PostgreSQL', 'Redis'] as const

/** Values by their column; `seconds` since the start. */
export type Sample = { seconds: number } & Record<string, number>

export interface Sampler {
  take(): Promise<Sample>
  stop(): void
}

/** Reads memory, descriptors, connections and disk use of a product from the system, its metrics and its stores. */
export function startSampler(product: MeasuredProduct): Sampler {
  const redis = new Redis(product.redisUrl)
  const began = performance.now()
  const [postgresFolder = '', redisFolder = '', logs = ''] = product.run.data
  return {
    async take() {
      const pids = product.pids()
      const sample: Sample = { seconds: (performance.now() - began) / 1000 }
      for (const name of PROCESSES) {
        const pid = pids[name] ?? NaN
        sample[`${name} memory MB`] = ownMegabytes(pid)
        sample[`${name} descriptors`] = descriptorsOf(pid)
        sample[`${name} CPU ms`] = cpuMsOf(pid)
      }
      for (const name of SERVERS) sample[`${name} heap MB`] = await heapOf(product.run.metrics[name])
      const info = await redis.info()
      sample['Redis data MB'] = numberIn(info, 'used_memory') / 1e6
      sample['Redis connections'] = numberIn(info, 'connected_clients')
      sample['PostgreSQL connections'] = await numberOf(
        product,
        `select count(*) from pg_stat_activity where datname = current_database()`,
      )
      sample['database MB'] = (await numberOf(product, 'select pg_database_size(current_database())')) / 1e6
      sample['WAL MB'] = megabytesBelow(join(postgresFolder, 'pg_wal'))
      sample['append-only file MB'] = megabytesBelow(redisFolder)
      sample['logs MB'] = megabytesBelow(logs)
      return sample
    },
    stop: () => redis.disconnect(),
  }
}

async function heapOf(url: string): Promise<number> {
  const metrics = await (await fetch(url)).text()
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1]) / 1e6
}

const numberIn = (info: string, name: string): number =>
  Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1])

async function numberOf(product: MeasuredProduct, sql: string): Promise<number> {
  const { rows } = await product.owner.query<Record<string, string>>(sql)
  return Number(Object.values(rows[0] ?? {})[0])
}

/** CPU time in milliseconds that all processes have used until a sample. */
export const cpuMsIn = (sample: Sample): number =>
  PROCESSES.reduce((sum, name) => sum + (sample[`${name} CPU ms`] || 0), 0)
