import { v7 } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { newWebhookSecret, sealWebhookSecret } from './sign-webhook.ts'
import { hostOf, requireWebhook, type Webhook } from './webhook.ts'
import { parseWebhook, type WebhookInput } from './webhook-input.ts'

export const MAX_WEBHOOKS = 10

/** The endpoint, and its secret, which is never shown again. */
export interface WebhookCreated {
  webhook: Webhook
  secret: string
}

/** @throws OperationError as parseWebhook, TOO_MANY_WEBHOOKS */
export function createWebhook(ctx: MerchantContext, input: WebhookInput): Promise<WebhookCreated> {
  const { url, description, eventTypes, document, isActive } = parseWebhook(ctx, input)
  const [id, secret] = [v7(), newWebhookSecret()]
  const sealed = sealWebhookSecret(ctx.app.env.webhookKeys, ctx.shop.id, id, secret)
  return inTransaction(ctx, async (tx) => {
    await tx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`webhooks of ${tx.shop.id}`])
    const inserted = await tx.em.execute<object[]>(
      `insert into webhook_endpoint (shop_id, id, url, description, event_types, document, is_active, sealed_secret)
       select ?, ?, ?, ?, ?::text[], ?, ?, ? where (select count(*) from webhook_endpoint e where e.shop_id = ?) < ? returning id`,
      [
        ...[tx.shop.id, id, url, description, toArray(eventTypes), document, isActive, sealed],
        ...[tx.shop.id, MAX_WEBHOOKS],
      ],
    )
    if (inserted.length === 0) reject('TOO_MANY_WEBHOOKS')
    writeAudit(tx, { action: 'createWebhook', subject: hostOf({ url }) })
    return { webhook: await requireWebhook(tx, id), secret }
  })
}
