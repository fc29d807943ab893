import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { v7 } from 'uuid'
import { queueWebhooks } from './queue-webhooks.ts'
import { hostOf, requireWebhook, type Webhook } from './webhook.ts'
import { parseWebhook, type WebhookInput } from './webhook-input.ts'

/**
 * Replaces what a member entered. What waits is sent to the new URL at once, and after the endpoint was off too.
 * @throws OperationError as parseWebhook, NOT_FOUND
 */
export function changeWebhook(
  ctx: MerchantContext,
  { id, ...input }: WebhookInput & { id: string },
): Promise<Webhook> {
  const { url, description, eventTypes, document, isActive } = parseWebhook(ctx, input)
  return inTransaction(ctx, async (tx) => {
    const before = await requireWebhook(tx, id)
    await tx.em.execute(
      `update webhook_endpoint set url = ?, description = ?, event_types = ?::text[], document = ?, is_active = ?,
         gone_at = case when ? then null else gone_at end, failures = 0, retry_at = now() where shop_id = ? and id = ?`,
      [url, description, toArray(eventTypes), document, isActive, isActive, tx.shop.id, id],
    )
    const hosts = [...new Set([hostOf(before), hostOf({ url })])]
    writeAudit(tx, { action: 'changeWebhook', subject: hosts.join(' → ') })
    if (isActive) afterCommit(tx.em, () => queueWebhooks(tx, [{ id: v7(), endpointId: id }]))
    return requireWebhook(tx, id)
  })
}
