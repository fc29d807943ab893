import { Queue, type DefaultJobOptions } from 'bullmq'
import type { Redis } from './redis.ts'

export const MAIL_QUEUE = 'mail'
export const FRAGMENT_QUEUE = 'fragment'
export const SWEEP_QUEUE = 'sweep'

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

/** Jobs come back until their door says that it is over; pauseAfter says when. */
const jobOptions: DefaultJobOptions = {
  attempts: 1_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
}

export function openQueues(redis: Redis) {
  const queues = {
    mail: new Queue<MailJob>(MAIL_QUEUE, { connection: redis, defaultJobOptions: jobOptions }),
    fragment: new Queue<FragmentJob>(FRAGMENT_QUEUE, { connection: redis, defaultJobOptions: jobOptions }),
  }
  // Who asked is told by a rejection; unheard, BullMQ would print the error past the log's net.
  for (const queue of Object.values(queues)) queue.on('error', () => undefined)
  return queues
}

export type Queues = ReturnType<typeof openQueues>
