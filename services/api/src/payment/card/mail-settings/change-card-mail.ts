import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import type { CardMail } from './card-mail.type.ts'
import { loadCardMail } from './load-card-mail.ts'
import type { CardMailSettings } from './require-current-settings.ts'

export interface CardMailChange {
  /** Columns of table `shop`. */
  set: {
    fragment_to?: string
    openpgp_key?: string | null
    openpgp_fingerprint?: string | null
    openpgp_required?: boolean
  }
  action: 'setFragmentTo' | 'confirmOpenPgpKey' | 'removeOpenPgpKey' | 'setOpenPgpRequired'
  /** What was changed, as shown in the audit log and the mail. */
  subject: string
}

/** The change that follows from the stored settings; null for none. Runs in the transaction that makes the change. */
type DecideChange = (
  stored: CardMailSettings,
  tx: InTransaction<MerchantContext>,
) => CardMailChange | null | Promise<CardMailChange | null>

/**
 * Changes the shop's card mail settings, writes the audit log and notifies the address that received the digits so far.
 * This process reloads the shop at once; other processes follow through PostgreSQL NOTIFY.
 */
export async function changeCardMail(
  ctx: MerchantContext,
  decide: DecideChange,
): Promise<{ cardMail: CardMail }> {
  await inTransaction(ctx, async (tx) => {
    // Read and locked here: the cached shop may be older than another member's change.
    const [stored] = await tx.em.execute<CardMailSettings[]>(
      `select fragment_to as "fragmentTo", openpgp_fingerprint as "openPgpFingerprint", openpgp_required as "openPgpRequired"
       from shop where id = ? for no key update`,
      [tx.shop.id],
    )
    if (!stored) throw new Error('The shop no longer exists.')
    const change = await decide(stored, tx)
    if (!change) return
    const { set, action, subject } = change
    const columns = Object.keys(set)
    await tx.em.execute(
      `update shop set ${columns.map((column) => `${column} = ?`).join(', ')} where id = ?`,
      [...Object.values(set), tx.shop.id],
    )
    writeAudit(tx, { action, subject })
    const details = { action, subject, by: tx.member.name }
    // Not a mail that follows from an event: its recipient is the address that this operation replaces.
    await writeMails(tx, [
      { orderId: null, kind: MailKind.CARD_MAIL_CHANGED, recipient: stored.fragmentTo, details },
    ])
  })
  await ctx.app.shops.reload([ctx.shop.id])
  return { cardMail: await loadCardMail({ shop: (await ctx.app.shops.find('id', ctx.shop.id)) ?? ctx.shop }) }
}
