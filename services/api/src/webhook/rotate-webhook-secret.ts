import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { RequestError } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { WebhookCreated } from './create-webhook.ts'
import { newWebhookSecret, sealWebhookSecret } from './sign-webhook.ts'
import { hostOf, requireWebhook } from './webhook.ts'

const MAX_OVERLAP_HOURS = 30 * 24

/**
 * Makes a new secret. For `overlapHours`, 0 to 720, deliveries are signed with the old one too, so that the receiver can be changed meanwhile.
 * @throws OperationError NOT_FOUND; RequestError BAD_USER_INPUT
 */
export function rotateWebhookSecret(
  ctx: MerchantContext,
  { id, overlapHours }: { id: string; overlapHours: number },
): Promise<WebhookCreated> {
  if (overlapHours < 0 || overlapHours > MAX_OVERLAP_HOURS)
    throw new RequestError('BAD_USER_INPUT', `overlapHours: 0 to ${MAX_OVERLAP_HOURS}.`)
  const secret = newWebhookSecret()
  return inTransaction(ctx, async (tx) => {
    const webhook = await requireWebhook(tx, id)
    const keepsOld = overlapHours > 0
    await tx.em.execute(
      `update webhook_endpoint set previous_sealed_secret = case when ? then sealed_secret end,
         previous_secret_ends_at = case when ? then now() + make_interval(hours => ?::integer) end, sealed_secret = ?
       where shop_id = ? and id = ?`,
      [
        ...[keepsOld, keepsOld, overlapHours],
        sealWebhookSecret(tx.app.env.webhookKeys, tx.shop.id, id, secret),
        ...[tx.shop.id, id],
      ],
    )
    writeAudit(tx, {
      action: 'rotateWebhookSecret',
      subject: `${hostOf(webhook)}, old one valid for ${overlapHours} h`,
    })
    return { webhook: await requireWebhook(tx, id), secret }
  })
}
