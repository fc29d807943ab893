import { writeAudit } from '../../../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { queueMails } from '../../../mail/queue-mails.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import type { CardMail } from './card-mail.type.ts'
import { loadCardMail } from './load-card-mail.ts'

export interface CardMailChange {
  /** Columns of the shop. */
  set: {
    fragment_to?: string
    openpgp_key?: string | null
    openpgp_fingerprint?: string | null
    openpgp_required?: boolean
  }
  action: 'setFragmentTo' | 'setOpenPgpKey' | 'removeOpenPgpKey' | 'setOpenPgpRequired'
  /** What the audit log and the mail say of it. */
  subject: string
}

/**
 * Changes the shop, audits it, and tells the address where the digits went until now. The process that answers knows the
 * change at once, the others by the database's notice.
 */
export async function changeCardMail(
  ctx: MerchantContext,
  { set, action, subject }: CardMailChange,
): Promise<{ cardMail: CardMail }> {
  const mailIds = await inTransaction(ctx, async (tx) => {
    const columns = Object.keys(set)
    await tx.em.execute(
      `update shop set ${columns.map((column) => `${column} = ?`).join(', ')} where id = ?`,
      [...Object.values(set), tx.shop.id],
    )
    writeAudit(tx, { action, subject })
    const details = { action, subject, by: tx.member.name }
    return writeMails(tx, [
      { orderId: null, kind: MailKind.CARD_MAIL_CHANGED, recipient: tx.shop.fragmentTo, details },
    ])
  })
  await queueMails(ctx, mailIds)
  await ctx.app.shops.reload()
  return { cardMail: await loadCardMail({ shop: ctx.app.shops.byId(ctx.shop.id) ?? ctx.shop }) }
}
