import type { Job } from 'bullmq'
import type { WorkerApp } from '../app/context.ts'
import { columnsOf, toEntities } from '../platform/db/load-entities.ts'
import { inShop } from '../platform/db/orm.ts'
import type { MailJob } from '../platform/queue/queue.ts'
import { KnownFailure, RetryLater } from '../platform/queue/queue-worker.ts'
import { SELECT_SHOP, toShop, type ShopRow } from '../shop/load-shop.ts'
import { deliverEncryptedMail, deliverMail } from './deliver-mail.ts'
import type { EncryptedMailContent, MailContent, MailRenderer } from './mail-content.ts'
import { Mail } from './mail.entity.ts'
import { MailKind, MailStatus } from './mail.type.ts'
import { IS_OVER_MAIL_LIMIT, OVER_MAIL_LIMIT_ERROR } from './mail-limit.ts'
import { recordAcceptance } from './record-acceptance.ts'
import { readSmtpError } from './smtp-error.ts'
import {
  selectMailSettings,
  selectMailTexts,
  toWording,
  type MailSettings,
  type MailWording,
} from './texts/mail-wording.ts'
import { updateMailStatus, MAX_RETRY_HOURS, type MailScope } from './update-mail-status.ts'

export type Renderers = Record<
  Exclude<`${MailKind}`, 'CARD_FRAGMENT'>,
  MailRenderer<MailContent | EncryptedMailContent>
>

/** How soon another worker may take a job that this one may no longer start, in milliseconds. */
const DELAY_WHILE_STOPPING = 100

/**
 * Sends a queued mail and sets it to SENT, to SKIPPED if it is not needed or over the mail limit, or to FAILED if the server
 * rejects it with a permanent error. Another error makes BullMQ retry the job with growing delays; after MAX_RETRY_HOURS the mail is FAILED.
 * Only a kill of this process between the acceptance by the server and its record in the queue sends the mail again, with the
 * same Message-ID.
 */
export async function sendMail(app: WorkerApp, job: Job<MailJob>, renderers: Renderers): Promise<void> {
  const { shopId, mailId, acceptedAfterAttempts } = job.data
  const ctx = { app, shop: { id: shopId } }
  if (acceptedAfterAttempts !== undefined && (await markAsSent(ctx, mailId, acceptedAfterAttempts))) return
  const due = await renderMail(app, job.data, renderers)
  if (!due) return
  if ('skipped' in due)
    return void (await updateMailStatus(ctx, mailId, { status: 'SKIPPED', error: due.skipped }))
  if (app.stopping.aborted) throw new RetryLater('The worker is stopping', DELAY_WHILE_STOPPING)
  try {
    if ('encrypted' in due.content)
      await deliverEncryptedMail(app, due.mail, due.content, due.content.encrypted)
    else await deliverMail(app, due.mail, due.content)
  } catch (cause) {
    const { description: error, isPermanent } = readSmtpError(cause)
    const isFinal = isPermanent || Date.now() - job.timestamp > MAX_RETRY_HOURS * 3_600_000
    await updateMailStatus(ctx, due.mail.id, { status: isFinal ? 'FAILED' : 'QUEUED', error })
    if (isFinal) return
    // BullMQ stores the message of an error in Redis, so it must not contain what the server said.
    throw new KnownFailure(error)
  }
  const { attempts } = due.mail
  const accepted = { ...job.data, acceptedAfterAttempts: attempts }
  await recordAcceptance(app, job, accepted, () => markAsSent(ctx, mailId, attempts))
}

const markAsSent = (ctx: MailScope, mailId: string, afterAttempts: number): Promise<boolean> =>
  updateMailStatus(ctx, mailId, { status: 'SENT', error: null, afterAttempts })

interface DueRow {
  shop: ShopRow
  isOverLimit: boolean
  settings: MailSettings | null
  texts: MailWording['texts'] | null
}

/** The content of a mail that is still QUEUED; `skipped` holds the reason not to send it, if there is one to show. */
const renderMail = (
  app: WorkerApp,
  { shopId, mailId }: MailJob,
  renderers: Renderers,
): Promise<{ mail: Mail; content: MailContent | EncryptedMailContent } | { skipped: string | null } | null> =>
  inShop(app.orm, shopId, async (em) => {
    const { perRecipient, perVisitor } = app.env.mailLimits
    const [row] = await em.execute<DueRow[]>(
      `select row_to_json(s) as shop, ${columnsOf(em, Mail, 'm')}, ${IS_OVER_MAIL_LIMIT} as "isOverLimit",
         ${selectMailSettings('m.shop_id')} as settings, ${selectMailTexts('m')} as texts
       from (${SELECT_SHOP}) s join mail m on m.shop_id = s.id and m.id = ?`,
      [perRecipient, perVisitor, shopId, mailId],
    )
    if (!row) return null
    const { shop: columns, isOverLimit, settings, texts, ...mailRow } = row
    const [mail] = toEntities(em, Mail, [mailRow])
    if (!mail || mail.status !== MailStatus.QUEUED || mail.kind === MailKind.CARD_FRAGMENT) return null
    const shop = toShop(columns)
    const tx = { app, shop, language: shop.locale, em }
    if (isOverLimit) return { skipped: OVER_MAIL_LIMIT_ERROR }
    const content = await renderers[mail.kind](tx, mail, toWording(settings, texts))
    return content ? { mail, content } : { skipped: null }
  })
