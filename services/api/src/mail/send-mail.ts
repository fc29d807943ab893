import type { Job } from 'bullmq'
import { inTransaction, type WorkerApp, type WorkerContext } from '../app/context.ts'
import type { MailJob } from '../platform/queue/queue.ts'
import { loadShop } from '../shop/load-shop.ts'
import { deliverMail } from './deliver-mail.ts'
import { describeSmtpError } from './describe-smtp-error.ts'
import type { MailContent, MailRenderer } from './mail-content.ts'
import { Mail } from './mail.entity.ts'
import { MailKind, MailStatus } from './mail.type.ts'
import { updateMailStatus, MAX_RETRY_HOURS } from './update-mail-status.ts'

export type Renderers = Record<Exclude<`${MailKind}`, 'CARD_FRAGMENT'>, MailRenderer>

/**
 * Sends a mail whose row is QUEUED and marks it SENT, or SKIPPED if it is not needed any more. Thrown errors bring the job back after a growing pause; after
 * 24 h the mail is FAILED. A crash between the server's yes and the mark sends the same Message-ID once more.
 */
export async function sendMail(app: WorkerApp, job: Job<MailJob>, renderers: Renderers): Promise<void> {
  const shop = await loadShop(app, job.data.shopId)
  if (!shop) return
  const ctx: WorkerContext = { app, shop, language: shop.locale }
  const due = await writeLetter(ctx, job.data.mailId, renderers)
  if (!due) return
  if (!due.letter) return void (await updateMailStatus(ctx, due.mail.id, { status: 'SKIPPED', error: null }))
  try {
    await deliverMail(app, due.mail, due.letter)
  } catch (error) {
    const isOver = Date.now() - job.timestamp > MAX_RETRY_HOURS * 3_600_000
    const description = describeSmtpError(error)
    await updateMailStatus(ctx, due.mail.id, { status: isOver ? 'FAILED' : 'QUEUED', error: description })
    if (isOver) return
    // BullMQ keeps a failure's text beside the job: none of the server's own words may be in it.
    throw new Error(description)
  }
  await updateMailStatus(ctx, due.mail.id, { status: 'SENT', error: null })
}

const writeLetter = (
  ctx: WorkerContext,
  mailId: string,
  renderers: Renderers,
): Promise<{ mail: Mail; letter: MailContent | null } | null> =>
  inTransaction(ctx, async (tx) => {
    const mail = await tx.em.findOne(Mail, { id: mailId, shopId: tx.shop.id })
    if (!mail || mail.status !== MailStatus.QUEUED || mail.kind === MailKind.CARD_FRAGMENT) return null
    return { mail, letter: await renderers[mail.kind](tx, mail) }
  })
