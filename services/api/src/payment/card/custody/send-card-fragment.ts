import type { Job } from 'bullmq'
import type { WorkerApp, WorkerContext } from '../../../app/context.ts'
import { deliverEncryptedMail, deliverMail } from '../../../mail/deliver-mail.ts'
import { readSmtpError } from '../../../mail/smtp-error.ts'
import { MailStatus } from '../../../mail/mail.type.ts'
import { recordAcceptance } from '../../../mail/record-acceptance.ts'
import { updateMailStatus } from '../../../mail/update-mail-status.ts'
import { KeyMissingError } from '../../../platform/crypto/day-keys.ts'
import type { FragmentJob, SealedFragmentJob } from '../../../platform/queue/queue.ts'
import { KnownFailure, RetryLater } from '../../../platform/queue/queue-worker.ts'
import { cardFragmentMail, encryptedFragmentEnvelope } from '../../mails/card-fragment.ts'
import { FRAGMENT_EXPIRED_ERROR, isFragmentExpired } from './erase-fragments.ts'
import { findFragmentMail, type FragmentMail } from './find-fragment-mail.ts'
import { finishCardFragment } from './finish-card-fragment.ts'
import { parseFragment, type FragmentContent } from './fragment-content.ts'

/**
 * Milliseconds before each retry while the payment is unknown. The job is queued a moment before the payment is committed, so
 * the first retries follow quickly. They add up to 120 s, longer than any commit of the api takes.
 */
export const DELAYS_WITHOUT_PAYMENT = [75, 225, 700, 4_000, 15_000, 40_000, 60_000]

/**
 * Milliseconds before each retry after a permanent error (5xx) of the mail server. Only a card fragment gets them: the digits
 * can't be had again without the buyer, and a relay may be misconfigured for a moment.
 */
export const DELAYS_AFTER_REJECTION = [20_000, 90_000]

/** How soon another worker may take a job that this one may no longer start. */
const DELAY_WHILE_STOPPING = 100

/**
 * Job handler: mails the last six digits, OpenPGP-encrypted or not, once the database confirms the payment with the shop
 * and order that were sealed in. Returning removes the job, and with it the fragment, from Redis; throwing retries later. Once the
 * mail server has accepted the mail, the job holds no digits any more and only the database remains to be updated.
 */
export async function sendCardFragment(app: WorkerApp, job: Job<FragmentJob>): Promise<void> {
  const { paymentId } = job.data
  const { ctx, found } = (await findFragmentMail(app, job.data)) ?? {}
  if (!ctx || !found) {
    const delay = DELAYS_WITHOUT_PAYMENT[job.attemptsMade]
    if (delay !== undefined) throw new RetryLater('The database does not know the payment yet', delay)
    app.log.info({ payment: paymentId }, 'Dropped a card fragment whose payment was never committed')
    return
  }
  if (found.mail.status !== MailStatus.QUEUED) return
  if (!isSealed(job)) return void (await finishCardFragment(ctx, found.mail, { status: 'SENT' }))
  if (found.payment.status !== 'OPEN') {
    const error = 'The payment ended before its digits were sent.'
    await finishCardFragment(ctx, found.mail, { status: 'FAILED', error, isLoss: false })
    return
  }
  if (isFragmentExpired(job)) {
    const error = found.mail.lastError ?? FRAGMENT_EXPIRED_ERROR
    await finishCardFragment(ctx, found.mail, { status: 'FAILED', error, isLoss: true })
    return
  }
  const decrypted = await decrypt(ctx, job, found.mail)
  const content = decrypted === null ? null : parseFragment(decrypted)
  const mustBeEncrypted = found.mail.details.openPgpFingerprint != null
  // A mail meant for an OpenPGP key is never sent unencrypted, whatever the queue holds.
  if (content === null || mustBeEncrypted !== 'encryptedMail' in content) {
    app.log.error(
      { payment: paymentId, key: job.data.keyId },
      'A card fragment can’t be used: its key is lost, it was altered, or it is not encrypted as the shop requires',
    )
    const error = 'The digits can’t be decrypted.'
    await finishCardFragment(ctx, found.mail, { status: 'FAILED', error, isLoss: true })
    return
  }
  await deliver(ctx, job, found, content)
}

const isSealed = (job: Job<FragmentJob>): job is Job<SealedFragmentJob> => 'sealed' in job.data

/** Throws when the key exists but can't be read: the operator may repair it, so the job is retried until it expires. */
async function decrypt(
  ctx: WorkerContext,
  job: Job<SealedFragmentJob>,
  mail: FragmentMail['mail'],
): Promise<string | null> {
  try {
    return ctx.app.fragmentDecrypter.decrypt(job.data, job.data)
  } catch (cause) {
    if (!(cause instanceof KeyMissingError)) throw cause
    ctx.app.log.error(
      { err: cause, payment: job.data.paymentId },
      'The key of a card fragment can’t be read; will retry',
    )
    const error = 'The key for these digits can’t be read; the operator must repair it.'
    await updateMailStatus(ctx, mail.id, { status: 'QUEUED', error })
    throw new KnownFailure(error)
  }
}

async function deliver(
  ctx: WorkerContext,
  job: Job<SealedFragmentJob>,
  found: FragmentMail,
  content: FragmentContent,
): Promise<void> {
  const { app, shop } = ctx
  const { orderCode, payment, mail } = found
  const { mark, brand, amount, currency } = payment
  const details = { orderCode, mark, brand, amount, currency }
  // The process ends in a moment; what it could not finish would be mailed a second time.
  if (app.stopping.aborted) throw new RetryLater('The worker is stopping', DELAY_WHILE_STOPPING)
  try {
    if ('encryptedMail' in content)
      await deliverEncryptedMail(app, mail, encryptedFragmentEnvelope(shop, details), content.encryptedMail)
    else
      await deliverMail(
        app,
        mail,
        cardFragmentMail({ shop, portalUrl: app.env.portalUrl }, details, content.lastSix),
      )
  } catch (cause) {
    const { description: error, isPermanent } = readSmtpError(cause)
    const { rejections = 0 } = job.data
    const delay = isPermanent ? DELAYS_AFTER_REJECTION[rejections] : undefined
    if ((isPermanent && delay === undefined) || isFragmentExpired(job)) {
      await finishCardFragment(ctx, found.mail, { status: 'FAILED', error, isLoss: true })
      return
    }
    await updateMailStatus(ctx, mail.id, { status: 'QUEUED', error })
    if (delay !== undefined) {
      await job.updateData({ ...job.data, rejections: rejections + 1 })
      app.log.warn(
        { payment: payment.id, error },
        'A card fragment was rejected by the mail server; will retry',
      )
      throw new RetryLater(error, delay)
    }
    // BullMQ stores the message of an error with the job, so it must not contain anything the mail server said.
    throw new KnownFailure(error)
  }
  const { shopId, orderId, paymentId, requestId } = job.data
  const accepted = { shopId, orderId, paymentId, requestId, isAccepted: true as const }
  await recordAcceptance<FragmentJob>(app, job, accepted, () =>
    finishCardFragment(ctx, found.mail, { status: 'SENT' }),
  )
}
