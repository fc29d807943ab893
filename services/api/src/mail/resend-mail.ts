import { LockMode } from '@mikro-orm/core'
import { writeAudit } from '../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { reject } from '../kernel/errors.ts'
import { Mail } from './mail.entity.ts'
import { MailKind, MailStatus } from './mail.type.ts'
import { queueMails } from './queue-mails.ts'
import { validate as isUuid } from 'uuid'
import { timelineMessage } from '../order/timeline-messages.ts'
import { writeOrderEvent } from '../order/write-order-event.ts'

/** Mails whose content is no longer available: card digits, or a link that works once. */
const NOT_RESENDABLE: ReadonlySet<MailKind> = new Set([MailKind.CARD_FRAGMENT, MailKind.CARD_REQUEST])

/**
 * Queues a mail again, unless it is already queued.
 *
 * @throws OperationError NOT_FOUND, MAIL_NOT_RESENDABLE
 */
export async function resendMail(ctx: MerchantContext, input: { mailId: string }): Promise<{ mail: Mail }> {
  const queued = await inTransaction(ctx, async (tx) => {
    const mail = (await lockMailInShop(tx, input.mailId)) ?? reject('NOT_FOUND', 'mailId')
    if (NOT_RESENDABLE.has(mail.kind)) return reject('MAIL_NOT_RESENDABLE', 'mailId')
    if (mail.status === MailStatus.QUEUED) return mail
    mail.status = MailStatus.QUEUED
    mail.lastError = null
    const message = timelineMessage('MAIL_RESENT', tx.shop.locale, { recipient: mail.recipient })
    if (mail.orderId)
      writeOrderEvent(
        tx,
        { id: mail.orderId, shopId: mail.shopId },
        { kind: 'MAIL_RESENT', by: tx.member.name, message },
      )
    writeAudit(tx, { action: 'resendMail', subject: `${mail.kind} ${mail.id}` })
    return mail
  })
  await queueMails(ctx, [queued.id])
  return { mail: queued }
}

const lockMailInShop = async (tx: InTransaction<MerchantContext>, id: string): Promise<Mail | null> =>
  isUuid(id)
    ? tx.em.findOne(Mail, { id, shopId: tx.shop.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
