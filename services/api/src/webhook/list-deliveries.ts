import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { listPage, type ListPage } from '../platform/db/list-page.ts'
import {
  DELIVERY_COLUMNS,
  toDelivery,
  type DeliveryRow,
  type DeliveryStatus,
  type WebhookDelivery,
} from './webhook-delivery.ts'
import type { TEST_EVENT, WebhookEventName } from './webhook-events.ts'

export const MAX_DELIVERY_PAGE = 100

/** Which deliveries of an endpoint are listed. */
export interface DeliveryFilter {
  webhookId: string
  status?: DeliveryStatus | null | undefined
  eventType?: WebhookEventName | typeof TEST_EVENT | null | undefined
}

/** Newest first; none of an endpoint that the shop does not have. @throws BAD_USER_INPUT */
export const listDeliveries = (
  ctx: MerchantContext,
  { webhookId, status, eventType }: DeliveryFilter,
  page: { first: number; after?: string | null | undefined },
): Promise<ListPage<WebhookDelivery>> =>
  inTransaction(ctx, async (tx) => {
    const { rows, ...rest } = await listPage<DeliveryRow>(
      tx,
      {
        table: 'webhook_delivery',
        newestBy: 'created_at',
        where:
          't.endpoint_id = ?::uuid and (?::text is null or t.status = ?) and (?::text is null or t.event_type = ?)',
        params: [
          isUuid(webhookId) ? webhookId : null,
          ...[status ?? null, status ?? null],
          ...[eventType ?? null, eventType ?? null],
        ],
        columns: DELIVERY_COLUMNS,
      },
      { ...page, maxFirst: MAX_DELIVERY_PAGE },
    )
    return { ...rest, rows: rows.map(toDelivery) }
  })
