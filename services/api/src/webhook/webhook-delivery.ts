import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { BatchQuery } from '../platform/db/batch-load.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import type { AttemptFailure } from './record-attempt.ts'
import type { TEST_EVENT, WebhookEventName } from './webhook-events.ts'

export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'FAILED'

/** An event that an endpoint is told, or was. */
export interface WebhookDelivery {
  id: string
  webhookId: string
  /** Receivers know the event by this id. */
  messageId: string
  eventType: WebhookEventName | typeof TEST_EVENT
  /** Null for a test, and for an event without an order. */
  orderCode: string | null
  status: DeliveryStatus
  createdAt: Date
  endedAt: Date | null
  /** When it is tried next; null once it has ended. */
  nextAttemptAt: Date | null
}

export interface DeliveryRow extends Omit<WebhookDelivery, 'createdAt' | 'endedAt' | 'nextAttemptAt'> {
  createdAt: string
  endedAt: string | null
  nextAttemptAt: string | null
}

/** Over the alias `t` of webhook_delivery. */
export const DELIVERY_COLUMNS = `t.id, t.endpoint_id as "webhookId", coalesce(t.event_id, t.catalog_event_id, t.id) as "messageId", t.event_type as "eventType", t.status,
  t.created_at as "createdAt", t.ended_at as "endedAt", case when t.status = 'PENDING' then t.try_at end as "nextAttemptAt",
  (select o.code from domain_event e join "order" o on o.shop_id = e.shop_id and o.id = e.order_id
    where e.shop_id = t.shop_id and e.id = t.event_id) as "orderCode"`

const toDate = (text: string | null) => (text === null ? null : new Date(text))

export const toDelivery = (row: DeliveryRow): WebhookDelivery => ({
  ...row,
  createdAt: new Date(row.createdAt),
  endedAt: toDate(row.endedAt),
  nextAttemptAt: toDate(row.nextAttemptAt),
})

/** The shop's delivery; null when there is none. @param id a UUID */
export async function selectDelivery(
  { em, shop }: InTransaction<MerchantContext>,
  id: string,
): Promise<WebhookDelivery | null> {
  const [row] = await em.execute<DeliveryRow[]>(
    `select ${DELIVERY_COLUMNS} from webhook_delivery t where t.shop_id = ? and t.id = ?`,
    [shop.id, id],
  )
  return row ? toDelivery(row) : null
}

/** A request that was made. The duration in milliseconds. */
export interface WebhookAttempt {
  id: string
  deliveryId: string
  at: Date
  durationMs: number
  /** Of the answer; null if there was none. */
  status: number | null
  failure: AttemptFailure | null
  /** The beginning of the answer, 1 kB at most. */
  excerpt: string | null
}

/** The attempts of several deliveries, oldest first, in one statement. */
export const attemptsOfDeliveries: BatchQuery<WebhookAttempt> = (ctx, ids) =>
  inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<(Omit<WebhookAttempt, 'at'> & { at: string })[]>(
      `select id, delivery_id as "deliveryId", at, duration_ms as "durationMs", status, failure, excerpt
       from webhook_attempt where shop_id = ? and delivery_id = any(?::uuid[]) order by at, id`,
      [shop.id, toArray(ids)],
    )
    return rows.map((row) => ({ ...row, at: new Date(row.at) }))
  })
