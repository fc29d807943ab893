import { writeAudit } from '../../../audit/write-audit.ts'
import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { CardMail } from './card-mail.type.ts'
import { loadCardMail } from './load-card-mail.ts'

/** Deletes the unconfirmed key, if there is one. Its code stops working; the shop's current key stays. */
export async function discardUnconfirmedKey(ctx: MerchantContext): Promise<{ cardMail: CardMail }> {
  await inTransaction(ctx, async (tx) => {
    const [deleted] = await tx.em.execute<{ fingerprint: string }[]>(
      'delete from unconfirmed_openpgp_key where shop_id = ? returning fingerprint',
      [tx.shop.id],
    )
    if (deleted) writeAudit(tx, { action: 'discardUnconfirmedKey', subject: deleted.fingerprint })
  })
  return { cardMail: await loadCardMail(ctx) }
}
