import { Queue, type DefaultJobOptions } from 'bullmq'
import type { Redis } from '../redis/redis.ts'

export const MAIL_QUEUE = 'mail'
export const FRAGMENT_QUEUE = 'card-fragment'

/** Prefix of a queue's Redis keys: the hash tag keeps all of them in one slot of a Redis Cluster. */
export const queuePrefix = (queue: string): string => `{${queue}}`

/** The Redis key of a job's hash. */
export const jobKey = (queue: string, jobId: string): string => `${queuePrefix(queue)}:${queue}:${jobId}`

/** What a fragment job carries: digits sealed to the worker's key, and beside them only what names the payment. */
export interface FragmentJob {
  shopId: string
  orderId: string
  paymentId: string
  keyId: string
  /** base64: HPKE encapsulated key and ciphertext; associated data is key id, shop, order and payment. */
  encapsulated: string
  sealed: string
}

export interface MailJob {
  shopId: string
  mailId: string
}

/** Jobs come back until their door says that it is over; delayBeforeRetry says when. */
const jobOptions: DefaultJobOptions = {
  attempts: 1_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
}

export function createQueues(redis: Redis) {
  const mail = keepOpen<MailJob>(MAIL_QUEUE, redis)
  const fragment = keepOpen<FragmentJob>(FRAGMENT_QUEUE, redis)
  return {
    get mail() {
      return mail()
    },
    get fragment() {
      return fragment()
    },
  }
}

/** BullMQ remembers a first greeting that failed for good: whoever asks next for such a queue is given a new one. */
function keepOpen<JobData>(name: string, redis: Redis): () => Queue<JobData> {
  let broken = false
  const open = () => {
    const queue = new Queue<JobData>(name, {
      connection: redis,
      prefix: queuePrefix(name),
      defaultJobOptions: jobOptions,
    })
    // Who asked is told by a rejection; unheard, BullMQ would print the error past the log's net.
    queue.on('error', () => undefined)
    queue.waitUntilReady().catch(() => (broken = true))
    return queue
  }
  let queue = open()
  return () => {
    if (broken) {
      broken = false
      queue.close().catch(() => undefined)
      queue = open()
    }
    return queue
  }
}

export type Queues = ReturnType<typeof createQueues>

/**
 * Whether the queue will come to this job. A Redis that stopped in the middle of a change may be left with a job that
 * no list names any more: nobody would ever take it up, so what is left of it is removed.
 * @throws while Redis does not answer, which says nothing about the job
 */
export async function isJobPending<JobData>(queue: Queue<JobData>, jobId: string): Promise<boolean> {
  const job = await queue.getJob(jobId)
  if (!job) return false
  if ((await job.getState()) !== 'unknown') return true
  await job.remove()
  return false
}
