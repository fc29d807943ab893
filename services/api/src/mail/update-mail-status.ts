import type { WorkerApp } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'
import { finishedMails } from '../platform/telemetry/metrics.ts'
import type { MailStatus } from './mail.type.ts'

/** Delivery is retried for this long. */
export const MAX_RETRY_HOURS = 24

/** What updating a mail needs: of the shop, only its id. */
export interface MailScope {
  app: WorkerApp
  shop: { id: string }
}

/**
 * Stores the outcome of an attempt to send. Returns false, without a change, if the mail is no longer QUEUED or, where
 * `afterAttempts` is given, if the outcome of that attempt is already stored and the mail was queued again.
 */
export async function updateMailStatus(
  ctx: MailScope,
  mailId: string,
  to: { status: `${MailStatus}`; error: string | null; afterAttempts?: number },
): Promise<boolean> {
  const updated = await executeInShop<{ kind: string }>(
    ctx.app.orm,
    ctx.shop.id,
    `update mail set status = ?, last_error = ?, attempts = attempts + 1, sent_at = case when ? then now() else sent_at end
       where shop_id = ? and id = ? and status = 'QUEUED' and attempts = coalesce(?, attempts) returning kind`,
    [to.status, to.error, to.status === 'SENT', ctx.shop.id, mailId, to.afterAttempts ?? null],
  )
  if (to.status !== 'QUEUED') for (const { kind } of updated) finishedMails.inc({ kind, state: to.status })
  return updated.length > 0
}
