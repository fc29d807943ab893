import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { ToldEvent } from './load-payload.ts'
import type { TEST_EVENT, WebhookEventName } from './webhook-events.ts'

/** How many requests an endpoint gets at the same time. */
export const MAX_AT_ONCE = 4

/** Longer than a request can take, so that what a killed worker was sending is not sent twice at once. */
const CLAIM_SECONDS = 30

/** A delivery that this worker alone is sending, with what it needs. */
export interface ClaimedDelivery {
  id: string
  endpointId: string
  /** With this one. */
  attempts: number
  createdAt: string
  url: string
  sealedSecret: Buffer
  /** Null unless it is still valid. */
  previousSealedSecret: Buffer | null
  document: string | null
  eventType: WebhookEventName | typeof TEST_EVENT
  /** Of the event, whatever endpoint is told of it; of the delivery itself for a test. */
  messageId: string
  /** Null for a test. */
  event: (ToldEvent & { at: string }) | null
}

/**
 * Claims the next delivery of an endpoint, if one is due: the oldest of those that wait for no other one of their order. Null while the endpoint is off, pauses
 * after a failure, or has as many requests as it may have.
 */
export const claimDelivery = (ctx: WorkerContext, endpointId: string): Promise<ClaimedDelivery | null> =>
  inTransaction(ctx, async ({ em, shop }) => {
    // Others that claim for this endpoint wait, so that they count and choose one after the other.
    const [endpoint] = await em.execute<object[]>(
      'select from webhook_endpoint where shop_id = ? and id = ? and is_active and retry_at <= now() for no key update',
      [shop.id, endpointId],
    )
    if (!endpoint) return null
    const [claimed] = await em.execute<ClaimedDelivery[]>(CLAIM, [
      ...[shop.id, endpointId, shop.id, endpointId],
      ...[MAX_AT_ONCE, CLAIM_SECONDS],
    ])
    return claimed ?? null
  })

const CLAIM = `
  with busy as (
    select count(*) as requests from webhook_delivery
    where shop_id = ? and endpoint_id = ? and status = 'PENDING' and claimed_until > now()
  ), next as (
    select d.shop_id, d.id from webhook_delivery d, busy
    where d.shop_id = ? and d.endpoint_id = ? and d.status = 'PENDING' and d.try_at <= now() and busy.requests < ?
      and (d.claimed_until is null or d.claimed_until <= now())
      and not exists (select from webhook_delivery earlier where earlier.shop_id = d.shop_id and earlier.endpoint_id = d.endpoint_id
        and earlier.stream_id = d.stream_id and earlier.status = 'PENDING' and earlier.sequence < d.sequence)
    order by d.sequence limit 1
  )
  update webhook_delivery d set claimed_until = now() + make_interval(secs => ?::integer), attempts = d.attempts + 1
  from next, webhook_endpoint e
  where d.shop_id = next.shop_id and d.id = next.id and e.shop_id = d.shop_id and e.id = d.endpoint_id
  returning d.id, d.endpoint_id as "endpointId", d.attempts, d.created_at as "createdAt", e.url, e.sealed_secret as "sealedSecret",
    case when e.previous_secret_ends_at > now() then e.previous_sealed_secret end as "previousSealedSecret",
    e.document, d.event_type as "eventType",
    coalesce(d.event_id, d.catalog_event_id, d.id) as "messageId",
    coalesce(
      (select json_build_object('orderId', v.order_id, 'data', v.data, 'at', v.at)
        from domain_event v where v.shop_id = d.shop_id and v.id = d.event_id),
      (select json_build_object('subjectId', v.subject_id, 'streamId', v.stream_id, 'at', v.at)
        from catalog_event v where v.shop_id = d.shop_id and v.id = d.catalog_event_id)) as event`
