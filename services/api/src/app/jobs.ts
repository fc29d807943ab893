import type { Job } from 'bullmq'
import type { WorkerApp } from './context.ts'
import { cutAuditLog } from '../audit/cut-audit-log.ts'
import { sealAuditLog } from '../audit/seal-audit-log.ts'
import { deleteOldShopChanges } from '../shop/delete-old-shop-changes.ts'
import { deleteUnusedMedia } from '../media/delete-unused-media.ts'
import { processEvents } from '../event/process-events.ts'
import { requeueEvents } from '../event/queue-events.ts'
import { issueInvoices } from '../invoice/issue-invoice.ts'
import { sendMail } from '../mail/send-mail.ts'
import { requeueMails } from '../mail/requeue-mails.ts'
import { sendAccountMails } from '../member/send-account-mails.ts'
import { mailRenderers } from './mail-renderers.ts'
import { expireOrders } from '../order/expire-orders.ts'
import { indexOlderOrders } from '../order/index-older-orders.ts'
import { remindBuyers } from '../order/remind-buyers.ts'
import { expirePaymentAttempts } from '../payment/gateway/attempts/expire-payment-attempts.ts'
import { deleteExpiredPreviousSettings } from '../payment/gateway/accounts/delete-previous-settings.ts'
import { eraseKeptDigits } from '../payment/card/custody/erase-kept-digits.ts'
import { rewriteRedisFilesHourly } from '../payment/card/custody/rewrite-redis-files.ts'
import { sendCardFragment } from '../payment/card/custody/send-card-fragment.ts'
import { findLostFragments } from '../payment/card/custody/find-lost-fragments.ts'
import { closeLedgers } from '../payment/ledger/close-ledgers.ts'
import { deleteImportFiles } from '../product-import/delete-import-files.ts'
import { deleteOldImports } from '../product-import/delete-old-imports.ts'
import { requeueImports } from '../product-import/queue-import.ts'
import { runPlannedReductions } from '../reduction/run-planned-reductions.ts'
import { runProductImport } from '../product-import/run-product-import.ts'
import { eraseOldOrders } from '../privacy/erase-old-orders.ts'
import { deleteOldCatalogEvents, deleteOldWebhookDeliveries } from '../webhook/delete-old-deliveries.ts'
import { deliverWebhooks } from '../webhook/deliver-webhooks.ts'
import { requeueWebhooks } from '../webhook/queue-webhooks.ts'
import {
  EVENT_QUEUE,
  FRAGMENT_QUEUE,
  IMPORT_QUEUE,
  MAIL_QUEUE,
  WEBHOOK_QUEUE,
  type EventJob,
  type FragmentJob,
  type ImportJob,
  type MailJob,
  type WebhookJob,
} from '../platform/queue/queue.ts'

/** The job handler of each queue, and how many of its jobs run at once: most for card fragments, so that they do not wait for other mails. */
export const jobs = {
  [FRAGMENT_QUEUE]: { atOnce: 8, run: (app: WorkerApp, job: Job<FragmentJob>) => sendCardFragment(app, job) },
  [EVENT_QUEUE]: { atOnce: 2, run: (app: WorkerApp, job: Job<EventJob>) => processEvents(app, job.data) },
  [MAIL_QUEUE]: { atOnce: 4, run: (app: WorkerApp, job: Job<MailJob>) => sendMail(app, job, mailRenderers) },
  // One at a time: a file of 20 MB takes much memory.
  [IMPORT_QUEUE]: { atOnce: 1, run: (app: WorkerApp, job: Job<ImportJob>) => runProductImport(app, job) },
  // Many, because nearly all of them wait for an answer: an endpoint never has more than four.
  [WEBHOOK_QUEUE]: {
    atOnce: 64,
    run: (app: WorkerApp, job: Job<WebhookJob>) => deliverWebhooks(app, job.data),
  },
}

/** Tasks that the worker runs periodically, with the pause between two runs. */
export const scheduledTasks: Record<string, { everySeconds: number; run(app: WorkerApp): Promise<unknown> }> =
  {
    'seal-audit-log': { everySeconds: 2, run: sealAuditLog },
    'cut-audit-log': { everySeconds: 3600, run: cutAuditLog },
    'requeue-events': { everySeconds: 15, run: requeueEvents },
    'requeue-webhooks': { everySeconds: 5, run: requeueWebhooks },
    'delete-old-webhook-deliveries': { everySeconds: 3600, run: deleteOldWebhookDeliveries },
    'delete-old-catalog-events': { everySeconds: 3600, run: deleteOldCatalogEvents },
    'requeue-mails': { everySeconds: 15, run: requeueMails },
    'requeue-product-imports': { everySeconds: 15, run: requeueImports },
    'delete-old-product-imports': { everySeconds: 600, run: deleteOldImports },
    'delete-product-import-files': { everySeconds: 60, run: deleteImportFiles },
    'find-lost-fragments': { everySeconds: 20, run: findLostFragments },
    'send-account-mails': { everySeconds: 2, run: sendAccountMails },
    'erase-kept-digits': { everySeconds: 60, run: eraseKeptDigits },
    'rewrite-redis-files': { everySeconds: 300, run: rewriteRedisFilesHourly },
    'erase-old-orders': { everySeconds: 3600, run: eraseOldOrders },
    'expire-payment-attempts': { everySeconds: 60, run: expirePaymentAttempts },
    'delete-previous-gateway-settings': { everySeconds: 600, run: deleteExpiredPreviousSettings },
    'delete-old-shop-changes': { everySeconds: 600, run: deleteOldShopChanges },
    'delete-unused-media': { everySeconds: 600, run: deleteUnusedMedia },
    'remind-buyers': { everySeconds: 60, run: remindBuyers },
    'index-older-orders': { everySeconds: 10, run: indexOlderOrders },
    'run-planned-reductions': { everySeconds: 10, run: runPlannedReductions },
    'close-ledgers': { everySeconds: 60, run: closeLedgers },
    'issue-invoices': { everySeconds: 5, run: issueInvoices },
    'expire-orders': { everySeconds: 60, run: expireOrders },
  }
