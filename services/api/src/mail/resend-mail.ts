import { LockMode } from '@mikro-orm/core'
import { writeAudit } from '../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { actorOf } from '../event/event-types.ts'
import { writeEvent } from '../event/write-event.ts'
import { afterCommit } from '../platform/db/after-commit.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { reject, RequestError } from '../kernel/errors.ts'
import { Mail } from './mail.entity.ts'
import { MailKind, MailStatus } from './mail.type.ts'
import { queueMails } from './queue-mails.ts'
import { validate as isUuid } from 'uuid'
import { lockOrderInShop } from '../order/lock-order.ts'
import { Order } from '../order/order.entity.ts'

/** Mails whose content is no longer available (card digits, or a link that works once), and test mails, which are sent anew. */
const NOT_RESENDABLE: ReadonlySet<MailKind> = new Set([
  MailKind.CARD_FRAGMENT,
  MailKind.CARD_REQUEST,
  MailKind.OPENPGP_KEY_CODE,
  MailKind.TEST_MAIL,
])

/** The number of times that a mail can be resent in 24 hours. */
const MAX_RESENDS = 5
const RESEND_WINDOW_SECONDS = 86_400

/**
 * Queues a mail again, unless it is already queued. It goes to the current address of the buyer or of the shop.
 *
 * @throws OperationError NOT_FOUND, MAIL_NOT_RESENDABLE, BUYER_ERASED
 * @throws RequestError RATE_LIMITED
 */
export function resendMail(ctx: MerchantContext, input: { mailId: string }): Promise<{ mail: Mail }> {
  return inTransaction(ctx, async (tx) => {
    const mail = (await lockMailInShop(tx, input.mailId)) ?? reject('NOT_FOUND', 'mailId')
    if (NOT_RESENDABLE.has(mail.kind)) return reject('MAIL_NOT_RESENDABLE', 'mailId')
    afterCommit(tx.em, () => queueMails(tx, [mail.id]))
    if (mail.status === MailStatus.QUEUED) return { mail }
    mail.details = { ...mail.details, ...countResend(mail) }
    mail.recipient = await currentRecipient(tx, mail)
    mail.status = MailStatus.QUEUED
    mail.lastError = null
    const by = actorOf(tx)
    if (mail.orderId)
      await writeEvent(tx, mail.orderId, { type: 'mail.resent', data: { mailId: mail.id }, by })
    writeAudit(tx, { action: 'resendMail', subject: `${mail.kind} ${mail.id}` })
    return { mail }
  })
}

/** The number of resends since `resendsSince`, this one included, as kept in the details of the mail. */
function countResend({ details }: Mail): { resends: number; resendsSince: number } {
  const now = Math.floor(Date.now() / 1000)
  const since = Number(details.resendsSince ?? now)
  if (now - since >= RESEND_WINDOW_SECONDS) return { resends: 1, resendsSince: now }
  const resends = Number(details.resends ?? 0)
  if (resends >= MAX_RESENDS)
    throw new RequestError('RATE_LIMITED', 'This email was resent too often; try again later.', {
      retryAfter: since + RESEND_WINDOW_SECONDS - now,
    })
  return { resends: resends + 1, resendsSince: since }
}

/** Where the mail would go if it were written now. Two kinds keep their recipient: the notice of changed card mail settings goes to the earlier address, and the notice that a reveal limit was reached goes to an owner. */
async function currentRecipient(tx: InTransaction<MerchantContext>, mail: Mail): Promise<string> {
  if (mail.kind === MailKind.CARD_MAIL_CHANGED || mail.kind === MailKind.REVEAL_LIMIT_REACHED)
    return mail.recipient
  const isNotice = mail.kind === MailKind.PAYMENT_NOTICE || mail.kind === MailKind.WITHDRAWAL_NOTICE
  if (isNotice || !mail.orderId) return tx.shop.fragmentTo
  const order = await tx.em.findOneOrFail(Order, { id: mail.orderId, shopId: tx.shop.id })
  return order.email
}

/** Locks the order first, as everywhere. @throws OperationError BUYER_ERASED */
async function lockMailInShop(tx: InTransaction<MerchantContext>, id: string): Promise<Mail | null> {
  const where = { id, shopId: tx.shop.id }
  const found = isUuid(id) ? await tx.em.findOne(Mail, where) : null
  if (!found) return null
  const order = found.orderId ? await lockOrderInShop(tx, { id: found.orderId }) : null
  if (order?.erasedAt) return reject('BUYER_ERASED', 'mailId')
  return tx.em.findOne(Mail, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
}
