import { inTransaction, type WorkerContext } from '../app/context.ts'
import type { MailStatus } from './mail.type.ts'

/** Tries are counted, and pauses between them grow, for this long. */
export const MAX_RETRY_HOURS = 24

/** Notes on its row how a try to send ended; a row that is not QUEUED any more stays as it is (false). */
export async function updateMailStatus(
  ctx: WorkerContext,
  mailId: string,
  to: { status: `${MailStatus}`; error: string | null },
): Promise<boolean> {
  const marked = await inTransaction(ctx, (tx) =>
    tx.em.execute(
      `update mail set status = ?, last_error = ?, attempts = attempts + 1, sent_at = case when ? then now() else sent_at end
       where shop_id = ? and id = ? and status = 'QUEUED' returning id`,
      [to.status, to.error, to.status === 'SENT', tx.shop.id, mailId],
    ),
  )
  return marked.length > 0
}
