import type { Job } from 'bullmq'
import type { WorkerApp } from './context.ts'
import { sendMail } from '../mail/send-mail.ts'
import { sweepMails } from '../mail/requeue-mails.ts'
import { mails } from './mail-renderers.ts'
import { expireOrders } from '../order/expire-orders.ts'
import { remindBuyers } from '../order/remind-buyers.ts'
import { expireBankAttempts } from '../payment/gateway/attempts/expire-payment-attempts.ts'
import { forgetEarlierBankSettings } from '../payment/gateway/accounts/delete-previous-settings.ts'
import { eraseKeptCards } from '../payment/card/custody/erase-kept-digits.ts'
import { rewriteRedis } from '../payment/card/custody/rewrite-redis-files.ts'
import { sendCardFragment } from '../payment/card/custody/send-card-fragment.ts'
import { watchFragments } from '../payment/card/custody/find-lost-fragments.ts'
import { FRAGMENT_QUEUE, MAIL_QUEUE, type FragmentJob, type MailJob } from '../platform/queue/queue.ts'

/** The job doors: what comes in by each queue and who does it. */
export const jobs = {
  [FRAGMENT_QUEUE]: (app: WorkerApp, job: Job<FragmentJob>) => sendCardFragment(app, job),
  [MAIL_QUEUE]: (app: WorkerApp, job: Job<MailJob>) => sendMail(app, job, mails),
}

/** What is done again and again, each after its pause in seconds. */
export const sweeps: Record<string, { everySeconds: number; run(app: WorkerApp): Promise<unknown> }> = {
  'sweep-mails': { everySeconds: 15, run: sweepMails },
  'watch-fragments': { everySeconds: 20, run: watchFragments },
  'erase-kept-cards': { everySeconds: 60, run: eraseKeptCards },
  'rewrite-redis': { everySeconds: 300, run: rewriteRedis },
  'expire-bank-attempts': { everySeconds: 60, run: expireBankAttempts },
  'forget-earlier-bank-settings': { everySeconds: 600, run: forgetEarlierBankSettings },
  'remind-buyers': { everySeconds: 60, run: remindBuyers },
  'expire-orders': { everySeconds: 60, run: expireOrders },
}
