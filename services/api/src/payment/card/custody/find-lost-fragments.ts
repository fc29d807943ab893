import { inTransaction, type WorkerApp, type WorkerContext } from '../../../app/context.ts'
import { Mail } from '../../../mail/mail.entity.ts'
import { isJobPending } from '../../../platform/queue/queue.ts'
import { processDueRows } from '../../../shop/process-due-rows.ts'
import { finishCardFragment } from './finish-card-fragment.ts'

/** A lost one must be found behind all that wait while a mail server is away for hours. */
const MOST_AT_ONCE = 10_000

/**
 * Finds fragments that wait to be mailed while Redis has lost their job, and says so on their orders. The job was
 * queued before the row, and leaves Redis only after the row is marked: a row without one is a loss.
 */
export const findLostFragments = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    ["select * from waiting_fragments(interval '30 seconds', ?)", MOST_AT_ONCE],
    checkFragment,
    'A fragment was not looked for',
  )

async function checkFragment(ctx: WorkerContext, id: string): Promise<void> {
  const mail = await inTransaction(ctx, (tx) => tx.em.findOne(Mail, { id, shopId: tx.shop.id }))
  if (!mail?.paymentId || (await isJobPending(ctx.app.queues.fragment, mail.paymentId))) return
  const end = { status: 'FAILED', error: 'The queue lost the digits.', isLoss: true } as const
  if (await finishCardFragment(ctx, id, end))
    ctx.app.log.error({ payment: mail.paymentId }, 'The queue lost a fragment')
}
