import type { Job } from 'bullmq'
import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { MailJob } from '../platform/queue/queue.ts'
import { loadShop } from '../shop/load-shop.ts'
import { deliverMail, describeSmtpError } from './deliver-mail.ts'
import type { MailContent, MailRenderer } from './mail-content.ts'
import { Mail } from './mail.entity.ts'
import { MailKind, MailStatus } from './mail.type.ts'
import { updateMailStatus, MAX_RETRY_HOURS } from './update-mail-status.ts'

export type Renderers = Record<Exclude<`${MailKind}`, 'CARD_FRAGMENT'>, MailRenderer>

/**
 * Sends a queued mail and sets it to SENT, or to SKIPPED if it is no longer needed. An error makes BullMQ retry the job with
 * growing delays; after MAX_RETRY_HOURS the mail is FAILED. A crash after delivery, before the status is stored, sends the
 * mail again with the same Message-ID.
 */
export async function sendMail(app: WorkerApp, job: Job<MailJob>, renderers: Renderers): Promise<void> {
  const shop = await loadShop(app, job.data.shopId)
  if (!shop) return
  const ctx: WorkerContext = { app, shop, language: shop.locale }
  const due = await renderMail(ctx, job.data.mailId, renderers)
  if (!due) return
  if (!due.content) return void (await updateMailStatus(ctx, due.mail.id, { status: 'SKIPPED', error: null }))
  try {
    await deliverMail(app, due.mail, due.content)
  } catch (error) {
    const isExpired = Date.now() - job.timestamp > MAX_RETRY_HOURS * 3_600_000
    const description = describeSmtpError(error)
    await updateMailStatus(ctx, due.mail.id, { status: isExpired ? 'FAILED' : 'QUEUED', error: description })
    if (isExpired) return
    // BullMQ stores the message of an error in Redis, so it must not contain what the server said.
    throw new Error(description)
  }
  await updateMailStatus(ctx, due.mail.id, { status: 'SENT', error: null })
}

const renderMail = (
  ctx: WorkerContext,
  mailId: string,
  renderers: Renderers,
): Promise<{ mail: Mail; content: MailContent | null } | null> =>
  inTransaction(ctx, async (tx) => {
    const mail = await tx.em.findOne(Mail, { id: mailId, shopId: tx.shop.id })
    if (!mail || mail.status !== MailStatus.QUEUED || mail.kind === MailKind.CARD_FRAGMENT) return null
    return { mail, content: await renderers[mail.kind](tx, mail) }
  })
