import type { Redis } from 'ioredis'
import type { FaultEnvironment } from './environment.ts'
import type { MailRow } from './read-records.ts'

/** A fragment job without a payment is dropped after 120 s; the rest is the time of the last retry. */
const DROPPED_AFTER_SECONDS = 135

/** Card-fragment jobs that should have left Redis, one line each. */
export async function findStaleJobs(
  environment: FaultEnvironment,
  mails: readonly MailRow[],
): Promise<string[]> {
  const statusOf = new Map(
    mails.flatMap((row) => (row.payment_id ? [[row.payment_id, row.status] as const] : [])),
  )
  const stale: string[] = []
  for (const { paymentId, ageSeconds, lists } of await fragmentJobs(environment)) {
    const status = statusOf.get(paymentId)
    if (status === 'QUEUED') continue
    if (status) stale.push(`The card fragment of ${paymentId} is ${status} but still in Redis (${lists})`)
    else if (ageSeconds > DROPPED_AFTER_SECONDS)
      stale.push(`The card fragment of ${paymentId} has no payment but is still in Redis (${lists})`)
  }
  return stale
}

export interface FragmentJob {
  /** The key of the job’s hash in Redis. */
  key: string
  paymentId: string
  /** The lists and sets of BullMQ that contain it. */
  lists: string
  orderId: string
  ageSeconds: number
}

/** A job's key: the queue's prefix, with or without a hash tag, and the payment's id. */
const JOB_KEY = /^(?<prefix>.*fragment\}?:)(?<paymentId>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** All card-fragment jobs in Redis, in whatever state. */
export async function fragmentJobs({ redis }: FaultEnvironment): Promise<FragmentJob[]> {
  const jobs: FragmentJob[] = []
  for (const key of await redis.keys('*fragment*')) {
    const { prefix, paymentId } = JOB_KEY.exec(key)?.groups ?? {}
    const [timestamp, data] = paymentId ? await redis.hmget(key, 'timestamp', 'data') : []
    if (!prefix || !paymentId || !timestamp || !data) continue
    const { orderId } = JSON.parse(data) as { orderId: string }
    jobs.push({
      key,
      paymentId,
      lists: await listsOf(redis, prefix, paymentId),
      orderId,
      ageSeconds: (Date.now() - Number(timestamp)) / 1000,
    })
  }
  return jobs
}

async function listsOf(redis: Redis, prefix: string, id: string): Promise<string> {
  const lists = ['wait', 'active', 'paused']
  const sets = ['delayed', 'prioritized', 'completed', 'failed']
  const found = await Promise.all([
    ...lists.map(async (name) => ((await redis.lpos(prefix + name, id)) === null ? [] : [name])),
    ...sets.map(async (name) => ((await redis.zscore(prefix + name, id)) === null ? [] : [name])),
  ])
  return found.flat().join(', ') || 'no list'
}
