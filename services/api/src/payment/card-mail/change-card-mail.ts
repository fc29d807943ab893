import { writeAudit } from '../../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../../context.ts'
import type { CardMail } from './card-mail.type.ts'
import { readCardMail } from './read-card-mail.ts'

interface Change {
  /** Columns of the shop. */
  set: {
    fragment_to?: string
    openpgp_key?: string | null
    openpgp_fingerprint?: string | null
    openpgp_required?: boolean
  }
  action: string
  subject: string
}

/** Changes the shop with its audit entry; the process that answers knows it at once, the others by the database's notice. */
export async function changeCardMail(ctx: MerchantContext, change: Change): Promise<{ cardMail: CardMail }> {
  await inTransaction(ctx, async (tx) => {
    const columns = Object.keys(change.set)
    await tx.em.execute(
      `update shop set ${columns.map((column) => `${column} = ?`).join(', ')} where id = ?`,
      [...Object.values(change.set), tx.shop.id],
    )
    writeAudit(tx, { action: change.action, subject: change.subject })
  })
  await ctx.app.shops.renew()
  return { cardMail: await readCardMail({ shop: ctx.app.shops.byId(ctx.shop.id) ?? ctx.shop }) }
}
