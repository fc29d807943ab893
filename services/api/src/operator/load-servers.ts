import { readSamples, type Sample } from '../platform/telemetry/read-samples.ts'
import type { OperatorPage } from './operator-page.ts'

export interface QueueFigures {
  name: string
  waiting: number
  active: number
  delayed: number
  /** Seconds that the oldest job has waited for a worker. */
  oldestSeconds: number
}

/** What the servers say of themselves in their metrics. */
export interface Servers {
  /** `startedAt` in milliseconds since 1970; null for a server that does not answer. `version` is that of Node.js. */
  servers: { name: string; startedAt: number | null; version: string | null }[]
  stores: { name: string; isUp: boolean }[]
  queues: QueueFigures[]
  /** Days from today on for which there are keys. */
  keys: { name: string; days: number }[]
  /** Milliseconds since 1970; null without backups. */
  backup: { completeAt: number | null; recoverableTo: number | null }
}

/** Asks every server that METRICS_OF names. */
export async function loadServers({ env }: OperatorPage): Promise<Servers> {
  const answers = await Promise.all(
    env.metricsOf.map(async ([name, url]) => ({ name, samples: await readSamples(url) })),
  )
  const all = answers.flatMap(({ samples }) => samples ?? [])
  const of = (metric: string) => all.filter(({ name }) => name === metric)
  const jobs = of('triclic_queue_jobs')
  const oldest = of('triclic_queue_oldest_waiting_seconds')
  const jobsOf = (queue: string, state: string) =>
    jobs.find(({ labels }) => labels['queue'] === queue && labels['state'] === state)?.value ?? 0
  return {
    servers: answers.map(({ name, samples }) => ({ name, ...startOf(samples) })),
    stores: of('triclic_store_up').map(({ labels, value }) => ({
      name: labels['store'] ?? '',
      isUp: value === 1,
    })),
    queues: oldest.map(({ labels: { queue = '' }, value }) => ({
      name: queue,
      waiting: jobsOf(queue, 'waiting'),
      active: jobsOf(queue, 'active'),
      delayed: jobsOf(queue, 'delayed'),
      oldestSeconds: Math.round(value),
    })),
    keys: of('triclic_key_days').map(({ labels, value }) => ({ name: labels['keys'] ?? '', days: value })),
    backup: {
      completeAt: momentOf(of('triclic_backup_complete_timestamp_seconds')),
      recoverableTo: momentOf(of('triclic_backup_recoverable_timestamp_seconds')),
    },
  }
}

function startOf(samples: Sample[] | null) {
  if (!samples) return { startedAt: null, version: null }
  const started = samples.find(({ name }) => name === 'process_start_time_seconds')
  const version = samples.find(({ name }) => name === 'nodejs_version_info')?.labels['version'] ?? null
  return { startedAt: (started?.value ?? 0) * 1_000, version }
}

const momentOf = ([sample]: Sample[]): number | null => (sample?.value ? sample.value * 1_000 : null)
