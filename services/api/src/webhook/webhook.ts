import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import type { WebhookEventName } from './webhook-events.ts'

/** An endpoint as members see it: without its secret. */
export interface Webhook {
  id: string
  url: string
  /** What the merchant calls it; may be empty. */
  description: string
  eventTypes: WebhookEventName[]
  /** The document of the payload; null for the default one of each event. */
  document: string | null
  isActive: boolean
  /** When the receiver answered that it no longer exists, which switched it off. */
  goneAt: Date | null
  /** Until when the previous secret is valid too; null while there is none. */
  previousSecretEndsAt: Date | null
  createdAt: Date
  /** How many deliveries wait to be sent. */
  waiting: number
  /** How many attempts have failed since the last one that did not. */
  failures: number
}

interface WebhookRow extends Omit<Webhook, 'goneAt' | 'previousSecretEndsAt' | 'createdAt'> {
  goneAt: string | null
  previousSecretEndsAt: string | null
  createdAt: string
}

const toDate = (text: string | null) => (text === null ? null : new Date(text))

/** Oldest first. */
export async function selectWebhooks(
  { em, shop }: InTransaction<MerchantContext>,
  id: string | null = null,
): Promise<Webhook[]> {
  const rows = await em.execute<WebhookRow[]>(
    `select e.id, e.url, e.description, array_to_json(e.event_types) as "eventTypes", e.document, e.is_active as "isActive", e.gone_at as "goneAt",
       case when e.previous_secret_ends_at > now() then e.previous_secret_ends_at end as "previousSecretEndsAt", e.created_at as "createdAt", e.failures,
       (select count(*)::integer from webhook_delivery d where d.shop_id = e.shop_id and d.endpoint_id = e.id and d.status = 'PENDING') as waiting
     from webhook_endpoint e where e.shop_id = ? and (?::uuid is null or e.id = ?) order by e.created_at, e.id`,
    [shop.id, id, id],
  )
  return rows.map((row) => ({
    ...row,
    goneAt: toDate(row.goneAt),
    previousSecretEndsAt: toDate(row.previousSecretEndsAt),
    createdAt: new Date(row.createdAt),
  }))
}

/** @throws OperationError NOT_FOUND */
export async function requireWebhook(
  tx: InTransaction<MerchantContext>,
  id: string,
  field = 'id',
): Promise<Webhook> {
  const [webhook] = isUuid(id) ? await selectWebhooks(tx, id) : []
  return webhook ?? reject('NOT_FOUND', field)
}

/** How an endpoint is named in the audit log: paths may hold secrets of the receiver. */
export const hostOf = ({ url }: { url: string }): string => new URL(url).host
