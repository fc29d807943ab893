import { v7 } from 'uuid'
import type { InTransaction, WorkerContext } from '../app/context.ts'
import { writeMails } from '../mail/write-mail.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { PostFailure } from '../platform/outbound/post-outside.ts'
import type { ClaimedDelivery } from './claim-delivery.ts'

/** Why there was no answer. NOT_PREPARED: nothing was sent. */
export type AttemptFailure = PostFailure | 'NOT_PREPARED'

/** A request to an endpoint. The duration in milliseconds. */
export type Attempt = { at: Date; durationMs: number } & (
  { status: number; excerpt: string } | { failure: AttemptFailure }
)

const [MINUTE, HOUR] = [60, 3_600]
/** Seconds to wait before each further attempt. */
const WAITS = [5, 30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR]
const LONGEST_WAIT = 8 * HOUR

/** How long an event is tried. */
export const GIVE_UP_AFTER_SECONDS = 72 * HOUR

/** Seconds for which an endpoint that does not work gets nothing at all, so that many waiting orders do not all try it. */
const MAX_PAUSE = MINUTE

/** The status of an answer that says that the receiver does not exist any more. */
const GONE = 410

/** @param attempts so far, from 1 @returns seconds */
export const waitAfter = (attempts: number): number => WAITS[attempts - 1] ?? LONGEST_WAIT

/** Records how an attempt ended, and when the next one is due. One whose claim has ended changes nothing but the list of attempts. */
export const recordAttempt = (
  ctx: WorkerContext,
  delivery: ClaimedDelivery,
  attempt: Attempt,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { id, endpointId, attempts } = delivery
    const status = 'status' in attempt ? attempt.status : null
    await insertAttempt(tx, id, attempt)
    if (status !== null && status >= 200 && status < 300) {
      await endDelivery(tx, delivery, 'DELIVERED')
      await tx.em.execute(
        'update webhook_endpoint set failures = 0 where shop_id = ? and id = ? and failures > 0',
        [tx.shop.id, endpointId],
      )
      return
    }
    if (status === GONE) {
      await endDelivery(tx, delivery, 'FAILED')
      return switchOff(tx, endpointId)
    }
    const isTooOld = Date.now() - Date.parse(delivery.createdAt) > GIVE_UP_AFTER_SECONDS * 1_000
    if (isTooOld) await endDelivery(tx, delivery, 'FAILED')
    else
      await tx.em.execute(
        `update webhook_delivery set claimed_until = null, try_at = now() + make_interval(secs => ?::integer)
         where shop_id = ? and id = ? and attempts = ? and status = 'PENDING'`,
        [waitAfter(attempts), tx.shop.id, id, attempts],
      )
    await tx.em.execute(
      `update webhook_endpoint set failures = failures + 1, retry_at = now() + make_interval(secs => least(?, power(2, least(failures, 10))))
       where shop_id = ? and id = ?`,
      [MAX_PAUSE, tx.shop.id, endpointId],
    )
  })

const endDelivery = (
  { em, shop }: InTransaction<WorkerContext>,
  { id, attempts }: ClaimedDelivery,
  status: 'DELIVERED' | 'FAILED',
) =>
  em.execute(
    `update webhook_delivery set status = ?, ended_at = now(), claimed_until = null
     where shop_id = ? and id = ? and attempts = ? and status = 'PENDING'`,
    [status, shop.id, id, attempts],
  )

const insertAttempt = ({ em, shop }: InTransaction<WorkerContext>, deliveryId: string, attempt: Attempt) =>
  em.execute(
    `insert into webhook_attempt (shop_id, id, delivery_id, at, duration_ms, status, failure, excerpt)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[shop.id, v7(), deliveryId, attempt.at, attempt.durationMs],
      ...('status' in attempt ? [attempt.status, null, attempt.excerpt] : [null, attempt.failure, null]),
    ],
  )

/** Nothing more is sent to the endpoint; what waits for it is sent when a member switches it on again. Tells the shop once. */
async function switchOff(tx: InTransaction<WorkerContext>, endpointId: string): Promise<void> {
  const [off] = await tx.em.execute<object[]>(
    `update webhook_endpoint set is_active = false, gone_at = now() where shop_id = ? and id = ? and is_active returning id`,
    [tx.shop.id, endpointId],
  )
  if (off)
    await writeMails(tx, [
      { orderId: null, kind: 'WEBHOOK_GONE', recipient: tx.shop.fragmentTo, details: { endpointId } },
    ])
}
