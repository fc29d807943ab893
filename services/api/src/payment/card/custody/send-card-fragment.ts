import type { Job } from 'bullmq'
import type { WorkerApp, WorkerContext } from '../../../app/context.ts'
import { deliverEncryptedMail, deliverMail, describeSmtpError } from '../../../mail/deliver-mail.ts'
import type { Mail } from '../../../mail/mail.entity.ts'
import { MailStatus } from '../../../mail/mail.type.ts'
import { updateMailStatus } from '../../../mail/update-mail-status.ts'
import { KeyMissingError } from '../../../platform/crypto/day-keys.ts'
import type { FragmentJob } from '../../../platform/queue/queue.ts'
import { RetryLater } from '../../../platform/queue/queue-worker.ts'
import { loadShop } from '../../../shop/load-shop.ts'
import { cardFragment, encryptedFragment } from '../../mails/card-fragment.ts'
import { finishCardFragment } from './finish-card-fragment.ts'
import { isFragmentObsolete, EXPIRED_ERROR } from './erase-fragments.ts'
import { parseFragment, type FragmentContent } from './fragment-content.ts'
import { findFragmentMail } from './find-fragment-mail.ts'

/** The look that comes 120 s after the first, pauses being 1, 2, 5, 10, 20, 40 and 42 s: the api's commit is over by then. */
const LAST_LOOK = 7

/**
 * Mails the six missing digits, encrypted or not, of a payment that the database confirms, shop and order as sealed in. Returning lets
 * the job and its fragment leave Redis; throwing brings it back after a growing pause.
 */
export async function sendCardFragment(app: WorkerApp, job: Job<FragmentJob>): Promise<void> {
  const { shopId, paymentId } = job.data
  const shop = await loadShop(app, shopId)
  const ctx: WorkerContext | null = shop && { app, shop, language: shop.locale }
  const found = ctx && (await findFragmentMail(ctx, job.data))
  if (!ctx || !found) {
    if (job.attemptsMade < LAST_LOOK) throw new RetryLater('The database does not know the payment yet')
    app.log.info({ payment: paymentId }, 'A fragment without a payment was dropped')
    return
  }
  if (found.mail.status !== MailStatus.QUEUED) return
  if (found.payment.status !== 'OPEN') {
    const error = 'The payment ended before its digits were sent.'
    await finishCardFragment(ctx, found.mail.id, { status: 'FAILED', error, isLoss: false })
    return
  }
  if (isFragmentObsolete(job)) {
    const error = found.mail.lastError ?? EXPIRED_ERROR
    await finishCardFragment(ctx, found.mail.id, { status: 'FAILED', error, isLoss: true })
    return
  }
  const opened = await open(ctx, job, found.mail)
  const content = opened === null ? null : parseFragment(opened)
  const isMeantEncrypted = found.mail.details.openPgpFingerprint != null
  // A mail that was meant for a key never leaves in clear, whatever the queue holds.
  if (content === null || isMeantEncrypted !== 'encrypted' in content) {
    app.log.error(
      { payment: paymentId, key: job.data.keyId },
      'A fragment can’t be opened: key lost, or altered',
    )
    const error = 'The digits can’t be opened any more.'
    await finishCardFragment(ctx, found.mail.id, { status: 'FAILED', error, isLoss: true })
    return
  }
  await deliver(ctx, job, found, content)
}

/** A key that is there and can't be read may be mended by its operator: the job comes back until its time is over. */
async function open(ctx: WorkerContext, job: Job<FragmentJob>, mail: Mail): Promise<string | null> {
  try {
    return await ctx.app.fragmentDecrypter.open(job.data, job.data)
  } catch (cause) {
    if (!(cause instanceof KeyMissingError)) throw cause
    ctx.app.log.error({ err: cause, payment: job.data.paymentId }, 'A fragment waits for its key')
    const error = 'The key of these digits can’t be read; its operator must mend it.'
    await updateMailStatus(ctx, mail.id, { status: 'QUEUED', error })
    throw new Error(error)
  }
}

async function deliver(
  ctx: WorkerContext,
  job: Job<FragmentJob>,
  found: NonNullable<Awaited<ReturnType<typeof findFragmentMail>>>,
  content: FragmentContent,
): Promise<void> {
  const { app, shop } = ctx
  const { mark, brand, amount, currency } = found.payment
  const of = { orderCode: found.order.code, mark, brand, amount, currency }
  try {
    if ('encrypted' in content)
      await deliverEncryptedMail(app, found.mail, encryptedFragment(shop, of), content.encrypted)
    else
      await deliverMail(
        app,
        found.mail,
        cardFragment({ shop, portalUrl: app.env.portalUrl }, of, content.missing),
      )
  } catch (cause) {
    const error = describeSmtpError(cause)
    if (isFragmentObsolete(job)) {
      await finishCardFragment(ctx, found.mail.id, { status: 'FAILED', error, isLoss: true })
      return
    }
    await updateMailStatus(ctx, found.mail.id, { status: 'QUEUED', error })
    // BullMQ keeps a failure's text beside the job: none of the server's own words may be in it.
    throw new Error(error)
  }
  await finishCardFragment(ctx, found.mail.id, { status: 'SENT' })
}
