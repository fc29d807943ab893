import type { Redis } from 'ioredis'
import type { MailRow } from './read-books.ts'
import type { Rig } from './rig.ts'

/** Seconds after which a fragment whose payment never came must be gone: 120 by the rules, and the last look's own time. */
const DROPPED_AFTER = 135

/** Fragments that Redis holds without a right to: a line each. */
export async function findLeftovers(rig: Rig, mails: readonly MailRow[]): Promise<string[]> {
  const waiting = new Map(
    mails.flatMap((row) => (row.payment_id ? [[row.payment_id, row.status] as const] : [])),
  )
  const wrong: string[] = []
  for (const { paymentId, ageSeconds, where } of await fragmentJobs(rig)) {
    const status = waiting.get(paymentId)
    if (status === 'QUEUED') continue
    if (status) wrong.push(`The fragment of ${paymentId} is ${status}, and still in Redis (${where})`)
    else if (ageSeconds > DROPPED_AFTER)
      wrong.push(`The fragment of ${paymentId} has no payment, and is still in Redis (${where})`)
  }
  return wrong
}

export interface HeldFragment {
  paymentId: string
  /** The lists and sets of BullMQ that name it. */
  where: string
  orderId: string
  ageSeconds: number
}

/** The fragment jobs in Redis, whatever BullMQ holds them for. */
export async function fragmentJobs({ redis }: Rig): Promise<HeldFragment[]> {
  const jobs: HeldFragment[] = []
  for (const key of await redis.keys('bull:fragment:*')) {
    const paymentId = /^bull:fragment:([0-9a-f-]{36})$/.exec(key)?.[1]
    const [timestamp, data] = paymentId ? await redis.hmget(key, 'timestamp', 'data') : []
    if (!paymentId || !timestamp || !data) continue
    const { orderId } = JSON.parse(data) as { orderId: string }
    jobs.push({
      paymentId,
      where: await whereIs(redis, paymentId),
      orderId,
      ageSeconds: (Date.now() - Number(timestamp)) / 1000,
    })
  }
  return jobs
}

async function whereIs(redis: Redis, id: string): Promise<string> {
  const lists = ['wait', 'active', 'paused']
  const sets = ['delayed', 'prioritized', 'completed', 'failed']
  const found = await Promise.all([
    ...lists.map(async (name) => ((await redis.lpos(`bull:fragment:${name}`, id)) === null ? [] : [name])),
    ...sets.map(async (name) => ((await redis.zscore(`bull:fragment:${name}`, id)) === null ? [] : [name])),
  ])
  return found.flat().join(', ') || 'nowhere'
}
