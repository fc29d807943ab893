import { LockMode } from '@mikro-orm/core'
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction, type InTransaction, type MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { Mail } from './mail.entity.ts'
import { MailKind, MailStatus } from './mail.type.ts'
import { queueMails } from './queue-mails.ts'
import { validate as isUuid } from 'uuid'
import { timelineMessage } from '../order/timeline-messages.ts'
import { writeOrderEvent } from '../order/write-order-event.ts'

/** What left with it is gone: digits, or a link that is good once. */
const NOT_AGAIN: ReadonlySet<MailKind> = new Set([MailKind.CARD_FRAGMENT, MailKind.CARD_REQUEST])

/** Queues a mail of an order once more; one that waits already is left as it is. */
export async function resendMail(ctx: MerchantContext, input: { mailId: string }): Promise<{ mail: Mail }> {
  const mail = await inTransaction(ctx, async (tx) => {
    const found = (await lockMailInShop(tx, input.mailId)) ?? reject('NOT_FOUND', 'mailId')
    if (NOT_AGAIN.has(found.kind)) return reject('MAIL_NOT_RESENDABLE', 'mailId')
    if (found.status === MailStatus.QUEUED) return found
    found.status = MailStatus.QUEUED
    found.lastError = null
    const message = timelineMessage('MAIL_RESENT', tx.shop.locale, { recipient: found.recipient })
    if (found.orderId)
      writeOrderEvent(
        tx,
        { id: found.orderId, shopId: found.shopId },
        { kind: 'MAIL_RESENT', by: tx.member.name, message },
      )
    writeAudit(tx, { action: 'resendMail', subject: `${found.kind} ${found.id}` })
    return found
  })
  await queueMails(ctx, [mail.id])
  return { mail }
}

const lockMailInShop = async (tx: InTransaction<MerchantContext>, id: string): Promise<Mail | null> =>
  isUuid(id)
    ? tx.em.findOne(Mail, { id, shopId: tx.shop.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null
