import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import type { CardMail } from './card-mail.type.ts'
import { loadCardMail } from './load-card-mail.ts'

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
  /** Runs first, in the same transaction. */
  before?: (tx: InTransaction<MerchantContext>) => Promise<void>
}

/** The change that follows from the stored address; null for none. */
type DecideChange = (fragmentTo: string) => CardMailChange | null

/**
 * Changes the shop's card mail settings, writes the audit log and notifies the address that received the digits so far.
 * This process reloads the shop at once; other processes follow through PostgreSQL NOTIFY.
 */
export async function changeCardMail(
  ctx: MerchantContext,
  change: CardMailChange | DecideChange,
): Promise<{ cardMail: CardMail }> {
  await inTransaction(ctx, async (tx) => {
    // Read and locked here: the cached shop may be older than another member's change.
    const [stored] = await tx.em.execute<{ fragmentTo: string }[]>(
      'select fragment_to as "fragmentTo" from shop where id = ? for no key update',
      [tx.shop.id],
    )
    if (!stored) throw new Error('The shop no longer exists.')
    const decided = typeof change === 'function' ? change(stored.fragmentTo) : change
    if (!decided) return
    const { set, action, subject, before } = decided
    await before?.(tx)
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
  await ctx.app.shops.reload()
  return { cardMail: await loadCardMail({ shop: ctx.app.shops.byId(ctx.shop.id) ?? ctx.shop }) }
}
