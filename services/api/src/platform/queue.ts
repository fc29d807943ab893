import { Queue } from 'bullmq'
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

export function openQueues(redis: Redis) {
  const connection = redis
  return {
    mail: new Queue<MailJob>(MAIL_QUEUE, {
      connection,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    }),
    fragment: new Queue<FragmentJob>(FRAGMENT_QUEUE, {
      connection,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    }),
  }
}

export type Queues = ReturnType<typeof openQueues>
