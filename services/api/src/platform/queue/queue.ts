import { Queue, type DefaultJobOptions } from 'bullmq'
import type { Redis } from '../redis/redis.ts'

export const MAIL_QUEUE = 'mail'
export const FRAGMENT_QUEUE = 'card-fragment'
export const EVENT_QUEUE = 'domain-event'
export const IMPORT_QUEUE = 'product-import'
export const WEBHOOK_QUEUE = 'webhook'

/** The prefix of a queue's Redis keys. Its hash tag keeps all of them in one slot of a Redis Cluster. */
export const queuePrefix = (queue: string): string => `{${queue}}`

/** The Redis key of a job's hash. */
export const jobKey = (queue: string, jobId: string): string => `${queuePrefix(queue)}:${queue}:${jobId}`

interface Traced {
  /** The request that queued the job, for the log. */
  requestId?: string | undefined
}

/** A job that mails the last six digits of a card. */
export type FragmentJob = SealedFragmentJob | AcceptedFragmentJob

/** The digits, sealed to the worker's key, and the ids of their payment. */
export interface SealedFragmentJob extends Traced {
  shopId: string
  orderId: string
  paymentId: string
  keyId: string
  /** HPKE encapsulated key, base64. The associated data is key id, shop, order and payment. */
  encapsulated: string
  /** HPKE ciphertext, base64. */
  sealed: string
  /** How often the mail server has rejected the mail with a permanent error. */
  rejections?: number
}

/** What is left of the job once the mail server has accepted the mail, until the database shows it as SENT. */
export interface AcceptedFragmentJob extends Traced {
  shopId: string
  orderId: string
  paymentId: string
  isAccepted: true
}

export interface MailJob extends Traced {
  shopId: string
  mailId: string
  /** The mail's `attempts` before the one that the mail server accepted, until the database shows the mail as SENT. */
  acceptedAfterAttempts?: number
}

/** The order, or unmatched payment, that has an event to process. */
export interface EventJob extends Traced {
  shopId: string
  streamId: string
}

/** A product import that waits for its next step. */
export interface ImportJob extends Traced {
  shopId: string
  importId: string
}

/** An endpoint for which deliveries wait. */
export interface WebhookJob extends Traced {
  shopId: string
  endpointId: string
}

/** A job is retried, with the delays of `delayBeforeRetry`, until its handler ends it. */
const jobOptions: DefaultJobOptions = {
  attempts: 1_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
}

/** The queues, on one shared connection. */
export function createQueues(redis: Redis) {
  const mail = recoveringQueue<MailJob>(MAIL_QUEUE, redis)
  const fragment = recoveringQueue<FragmentJob>(FRAGMENT_QUEUE, redis)
  const event = recoveringQueue<EventJob>(EVENT_QUEUE, redis)
  const productImport = recoveringQueue<ImportJob>(IMPORT_QUEUE, redis)
  const webhook = recoveringQueue<WebhookJob>(WEBHOOK_QUEUE, redis)
  return {
    get mail() {
      return mail()
    },
    get fragment() {
      return fragment()
    },
    get event() {
      return event()
    },
    get productImport() {
      return productImport()
    },
    get webhook() {
      return webhook()
    },
    /** Lets every job that waits for a moment run now. */
    async runDelayedJobs() {
      await Promise.all(
        [mail(), fragment(), event(), productImport(), webhook()].map((queue) => queue.promoteJobs()),
      )
    },
    /** Closes the queues; their shared connection stays open. */
    async close() {
      await Promise.all(
        [mail(), fragment(), event(), productImport(), webhook()].map((queue) => queue.close()),
      )
    },
  }
}

/** A BullMQ queue whose first connection fails stays unusable, so the next caller gets a new one. */
function recoveringQueue<JobData>(name: string, redis: Redis): () => Queue<JobData> {
  let isBroken = false
  const create = () => {
    const queue = new Queue<JobData>(name, {
      connection: redis,
      prefix: queuePrefix(name),
      defaultJobOptions: jobOptions,
    })
    // Callers get a rejection. Without a listener, BullMQ would print the error itself, past the redaction of the log.
    queue.on('error', () => undefined)
    queue.waitUntilReady().catch(() => (isBroken = true))
    return queue
  }
  let queue = create()
  return () => {
    if (isBroken) {
      isBroken = false
      queue.close().catch(() => undefined)
      queue = create()
    }
    return queue
  }
}

export type Queues = ReturnType<typeof createQueues>

/**
 * Whether a job is still going to run. A Redis that was stopped during a change can leave a job that is in no list and would
 * never run; its remains are removed.
 * @throws while Redis is unreachable, when nothing is known about the job
 */
export async function isJobPending<JobData>(queue: Queue<JobData>, jobId: string): Promise<boolean> {
  const job = await queue.getJob(jobId)
  if (!job) return false
  if ((await job.getState()) !== 'unknown') return true
  await job.remove()
  return false
}
